import Foundation
import Testing

@testable import Companion

@Suite struct SummaryPlanTests {
    private let start = Date(timeIntervalSince1970: 1_764_669_900)
    private let place = SummaryPlan.Stream(audience: "place:general", character: "assistant")

    /// Questions and answers in turns, a minute apart.
    private func talk(
        _ count: Int, in stream: SummaryPlan.Stream? = nil, summarized: Range<Int> = 0..<0, leftOut: Range<Int> = 0..<0
    ) -> [SummaryPlan.Candidate] {
        (0..<count).map { number in
            SummaryPlan.Candidate(
                turn: KeptTurn(
                    id: Int64(number), isAnswer: !number.isMultiple(of: 2), speakerID: "ann", speakerName: "Ann",
                    text: "words", saidAt: start.addingTimeInterval(Double(number) * 60), state: .complete,
                    persona: nil),
                stream: stream ?? place, summary: summarized.contains(number) ? 7 : nil,
                isLeftOut: leftOut.contains(number))
        }
    }

    private func next(
        _ turns: [SummaryPlan.Candidate], kind: Place.Kind = .direct, after minutes: Double = 0
    ) throws -> SummaryPlan.Next {
        let last = turns.last?.turn.saidAt ?? start
        return SummaryPlan(turns: turns, limits: try #require(SummaryLimits(kind)))
            .next(at: last.addingTimeInterval(minutes * 60))
    }

    private func chosen(_ next: SummaryPlan.Next) -> [Int64] {
        if case .summarize(let chosen) = next { chosen.map(\.turn.id) } else { [] }
    }

    @Test(arguments: [(Place.Kind.text, 50), (.thread, 30), (.direct, 20)])
    func `the older half is summarised when a talk has outgrown its limit`(_ kind: Place.Kind, _ limit: Int) throws {
        #expect(chosen(try next(talk(limit), kind: kind)).isEmpty)
        let older = chosen(try next(talk(limit + 2), kind: kind))
        #expect(older.first == 0)
        #expect(Int64(limit / 2)...Int64(limit / 2 + 1) ~= (older.last ?? 0))
    }

    @Test func `an answer goes with its question`() throws {
        #expect(chosen(try next(talk(22))) == Array(0...11))
    }

    @Test func `what is said in a call passes`() {
        #expect(SummaryLimits(.voice) == nil)
    }

    @Test(arguments: [(Place.Kind.text, 30.0), (.thread, 15), (.direct, 10)])
    func `a shorter talk is summarised when it has come to rest`(_ kind: Place.Kind, _ minutes: Double) throws {
        let talk = talk(12)
        let rest = try #require(talk.last).turn.saidAt.addingTimeInterval(minutes * 60)
        #expect(try next(talk, kind: kind, after: minutes - 1) == .wait(until: rest))
        #expect(chosen(try next(talk, kind: kind, after: minutes)) == Array(0..<6))
        #expect(try next(self.talk(9), kind: kind, after: 1_000) == .nothing)
    }

    @Test func `what has its summary gets no other`() throws {
        #expect(try next(talk(30, summarized: 0..<24), after: 1_000) == .nothing)
        #expect(chosen(try next(talk(46, summarized: 0..<24))) == Array(24..<36))
    }

    @Test func `what lost its summary gets another at once`() throws {
        #expect(chosen(try next(talk(30, summarized: 5..<24))) == Array(0..<5))
    }

    @Test func `who does not want to be learnt about is in no summary`() throws {
        #expect(try next(talk(40, leftOut: 0..<40), after: 1_000) == .nothing)
        let some = chosen(try next(talk(40, leftOut: 4..<10)))
        #expect(!some.isEmpty)
        #expect(some.allSatisfy { !(4..<10).contains($0) })
    }

    @Test func `what different people heard is never mixed`() throws {
        let secret = SummaryPlan.Stream(audience: "person:ann", character: "assistant")
        let other = SummaryPlan.Stream(audience: "place:general", character: "chief")
        let turns = talk(60).map { candidate in
            var candidate = candidate
            let streams = [place, secret, other]
            candidate.stream = streams[Int(candidate.turn.id) % streams.count]
            return candidate
        }
        guard case .summarize(let chosen) = try next(turns, after: 1_000) else {
            Issue.record("nothing is summarised")
            return
        }
        #expect(Set(chosen.map(\.stream)).count == 1)
        let plan = SummaryPlan(turns: turns, limits: try #require(SummaryLimits(.text)))
        #expect(Set(plan.everything(in: ["person:ann"]).map(\.stream)) == [secret])
        #expect(plan.everything(in: ["person:ben"]).isEmpty)
    }

    @Test func `a model reads so many turns at once and no more`() throws {
        #expect(chosen(try next(talk(400), kind: .text)).count <= SummaryPlan.most + 2)
    }

    @Test func `nothing falls between a summary and what a prompt carries`() throws {
        let limits = try #require(SummaryLimits(.text))
        #expect(limits.within(history: 20).turns == 20)
        #expect(limits.within(history: 64).turns == 50)
        #expect(limits.within(history: 2).turns == SummaryLimits.fewest)
    }
}
