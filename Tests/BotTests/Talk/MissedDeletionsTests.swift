import Companion
import DiscordModel
import Foundation
import Storage
import Synchronization
import Testing

@testable import Bot

/// What was deleted while nobody heard.
@Suite struct MissedDeletionsTests {
    let conversations: ConversationStore

    init() async throws {
        conversations = ConversationStore(database: try await SQLiteDatabase.forBot())
        _ = try await conversations.take(
            (1...5).map { number in
                ImportedTurn(
                    message: "\(number)", speaker: Speaker(id: "discord:7", name: "Ada"), text: "number \(number)",
                    saidAt: Date(timeIntervalSince1970: Double(number)))
            }, into: .discord(9, .text))
    }

    private func message(_ id: UInt64) -> Message {
        var message = Message()
        message.id = Snowflake(id)
        message.channelId = 9
        return message
    }

    private func kept() async throws -> [String] {
        try await conversations.history(of: "discord:9", limit: 9).map(\.text)
    }

    @Test func `what Discord no longer has is forgotten`() async throws {
        let there = [message(6), message(5), message(3), message(1)]
        try await MissedDeletions(conversations) { _ in there }.look(before: message(6))
        #expect(try await kept() == ["number 1", "number 3", "number 5"])
    }

    @Test func `where the bot may not look back nothing is forgotten`() async throws {
        try await MissedDeletions(conversations) { _ in [] }.look(before: message(6))
        #expect(try await kept().count == 5)
    }

    @Test func `of what lies beyond the page nothing is known`() async throws {
        let there = [message(200)] + (3..<(2 + MissedDeletions.page)).map { message(UInt64($0)) }
        #expect(there.count == MissedDeletions.page)
        try await MissedDeletions(conversations) { _ in there }.look(before: message(200))
        #expect(try await kept().count == 5)
    }

    @Test func `a channel is looked at once in a session, and not where nothing is kept`() async throws {
        let looks = Mutex(0)
        let there = [message(6)]
        let missed = MissedDeletions(conversations) { _ in
            looks.withLock { $0 += 1 }
            return there
        }
        var other = message(6)
        other.channelId = 10
        missed.hear(other)
        missed.hear(message(6))
        missed.hear(message(7))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await missed.run() }
            try await until("it was looked at") { try await kept().isEmpty }
            group.cancelAll()
        }
        #expect(looks.withLock { $0 } == 1)
    }
}
