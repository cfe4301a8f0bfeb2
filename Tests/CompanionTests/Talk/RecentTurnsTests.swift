import Foundation
import Testing

@testable import Companion

@Suite struct RecentTurnsTests {
    private struct Failed: Error {}

    private func turn(_ id: Int64) -> KeptTurn {
        KeptTurn(
            id: id, isAnswer: false, speakerID: "web:ann", speakerName: "Ann", text: "\(id)",
            saidAt: Date(timeIntervalSince1970: 0), state: .pending)
    }

    private func change(
        _ place: String, of recent: RecentTurns, _ edit: (inout [KeptTurn]?) -> Void = { _ in }
    ) async throws {
        try await recent.change(place, {}, then: { _, turns in edit(&turns) })
    }

    @Test func `a change reaches the turns at hand`() async throws {
        let recent = RecentTurns(capacity: 2)
        recent.remember([turn(1)], of: "here", ifStill: recent.version)
        try await change("here", of: recent) { $0?.add(turn(2)) }
        try await change("here", of: recent) { $0?.settle(1, as: .complete) }
        #expect(recent.turns(of: "here")?.map(\.id) == [1, 2])
        #expect(recent.turns(of: "here")?.map(\.state) == [.complete, .pending])
    }

    @Test func `rows read before a change ended are not kept`() async throws {
        let recent = RecentTurns(capacity: 2)
        let version = recent.version
        try await change("there", of: recent)
        recent.remember([], of: "here", ifStill: version)
        #expect(recent.turns(of: "here") == nil)
    }

    @Test func `rows read while a change is under way are not kept, so that it is not in them twice`() async throws {
        let recent = RecentTurns(capacity: 2)
        try await recent.change("here") {
            try await change("here", of: recent)
            recent.remember([turn(1)], of: "here", ifStill: recent.version)
            recent.remember([turn(7)], of: "there", ifStill: recent.version)
        } then: { _, turns in
            turns?.add(turn(1))
        }
        #expect(recent.turns(of: "here") == nil)
        #expect(recent.turns(of: "there")?.map(\.id) == [7])
        recent.remember([turn(1)], of: "here", ifStill: recent.version)
        #expect(recent.turns(of: "here")?.map(\.id) == [1])
    }

    @Test func `after a change that failed the database is asked again`() async throws {
        let recent = RecentTurns(capacity: 2)
        recent.remember([turn(1)], of: "here", ifStill: recent.version)
        await #expect(throws: Failed.self) {
            try await recent.change("here") {
                throw Failed()
            } then: { _, _ in
            }
        }
        #expect(recent.turns(of: "here") == nil)
    }
}
