import Companion
import DiscordModel
import Foundation
import Storage
import Synchronization
import Testing

@testable import Bot

/// A question by itself, and the buttons beneath its answer.
@Suite final class AskCommandTests: Sendable {
    private let time = Mutex(ContinuousClock.now)

    @Test func `asked again it is the same question, as private as before`() async throws {
        let desk = try await desk()
        let first = try #require(
            await desk.reply(to: ask([("question", .string("Why?")), ("private", .bool(true))])).talk)
        #expect(first.turn.text == "Why?")
        #expect(first.isPrivate && !first.turn.wishes.keepsHistory)
        #expect(first.turn.audience == .person("discord:2"))
        let given = GivenAnswer(application: 7, token: "t", channel: 9, messages: [70, 71], isPrivate: true)
        first.didAnswer(nil, given)
        let (again, delete) = try buttons(of: first)

        #expect(await desk.reply(toComponentOf: press(again)).text.hasPrefix("Not so fast"))
        time.withLock { $0 += .seconds(4) }
        let second = try #require(await desk.reply(toComponentOf: press(again)).talk)
        #expect(second.turn.text == "Why?")
        #expect(second.isPrivate)

        guard case .removal(let removed) = await desk.reply(toComponentOf: press(delete)) else {
            Issue.record("it is not removed")
            return
        }
        #expect(removed == given)
    }

    @Test func `others can neither repeat nor delete it`() async throws {
        let desk = try await desk()
        let talk = try #require(await desk.reply(to: ask([("question", .string("Why?"))])).talk)
        let (again, delete) = try buttons(of: talk)
        for button in [again, delete] {
            #expect(await desk.reply(toComponentOf: press(button, by: 3)).text.hasPrefix("That is for somebody else."))
        }
    }

    @Test func `after a restart it can be deleted, and is not repeated from memory`() async throws {
        let talk = try #require(try await desk().reply(to: ask([("question", .string("Why?"))])).talk)
        let (again, delete) = try buttons(of: talk)
        let restarted = try await desk()
        #expect(await restarted.reply(toComponentOf: press(again)).text.hasPrefix("I don't remember that question"))
        guard case .removal(nil) = await restarted.reply(toComponentOf: press(delete)) else {
            Issue.record("it is not removed")
            return
        }
    }

    @Test(arguments: [("question", ""), ("question", String(repeating: "x", count: 2_001))])
    func `what is no question is refused`(_ option: String, _ text: String) async throws {
        let reply = try await desk().reply(to: ask([(option, .string(text))]))
        #expect(reply.talk == nil)
        #expect(reply.message?.isPrivate == true)
    }

    // MARK: Words

    private func desk() async throws -> CommandDesk {
        let hearing = Hearing(
            Application(), rules: Attention.Rules(), timeout: .seconds(60), ambientChannels: [],
            time: Timeline(ContinuousClock()))
        let turns = CommandTurns(
            hearing: hearing, personas: PersonaLibrary(shipped: "/nowhere", own: nil),
            settings: ServerSettingsStore(database: try await SQLiteDatabase.forBot()),
            standard: { PersonaID(character: "assistant") })
        return CommandDesk([AskCommand(turns: turns)], seal: .fixed, now: { self.time.withLock { $0 } })
    }

    private func ask(_ options: [(String, CommandValue)]) -> Interaction { .made("ask", options) }

    private func press(_ customID: String, by user: Snowflake = 2) -> Interaction {
        .made(choosing: [], in: customID, user: user)
    }

    private func buttons(of talk: CommandTalk) throws -> (again: String, delete: String) {
        let buttons = CommandMessage(components: talk.components, isPrivate: true).buttons
        return (
            try #require(buttons.first { $0.label == "Ask again" }?.customId),
            try #require(buttons.first { $0.label == "Delete" }?.customId)
        )
    }
}

extension CommandReply {
    fileprivate var talk: CommandTalk? { if case .talk(let talk) = self { talk } else { nil } }
}
