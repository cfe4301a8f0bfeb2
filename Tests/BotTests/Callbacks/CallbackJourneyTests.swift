import Discord
import DiscordModel
import DiscordSimulator
import Foundation
import Inference
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Bot
@testable import Companion

/// What people plan is found at their wish and spoken of once, when its time has come.
@Suite(.timeLimit(.minutes(5))) struct CallbackJourneyTests {
    /// A date that the test moves.
    private final class Calendar: Sendable {
        /// Tuesday 2 December 2025, 10:05 UTC.
        private let date = Mutex(Date(timeIntervalSince1970: 1_764_669_900))

        var now: Date { date.withLock(\.self) }
        func move(to text: String) throws {
            let moment = try Date(text, strategy: .iso8601)
            date.withLock { $0 = moment }
        }
    }

    private struct Stage {
        var journey: BotJourney
        var calendar: Calendar
        var clock: ManualClock

        var general: Snowflake { journey.demo.general }
        var said: [String] { journey.said(in: general).filter { $0.hasPrefix("It is time") } }

        /// Lets the bot look once at what is due.
        func look() async throws {
            try await until("it waits") { clock.isSlept(for: CallbackDelivery.pause) }
            clock.advance(by: CallbackDelivery.pause)
            try await until("it has looked") { clock.isSlept(for: CallbackDelivery.pause) }
        }

        /// Ada plans something, which Ben has summed up.
        func plan() async throws -> (message: Snowflake, outcome: InteractionOutcome) {
            let (ada, ben) = (journey.demo.ada, journey.demo.ben)
            let changed = try await journey.use(
                "settings", as: ada, in: general, ["change": "Come back to what people planned"])
            #expect(changed.text.contains("I come back to it"))
            let message = journey.world.say("I'll bake the cake on Friday at six", as: ada, in: general)
            let outcome = try await journey.use("summarize_now", as: ben, in: general)
            #expect(outcome.text.contains("I will come back to"))
            #expect(outcome.text.contains("bake the cake (Ada)"))
            return (message, outcome)
        }

        func set(_ state: String) async throws {
            let date = calendar.now
            _ = try await journey.database.write { sql in
                try sql.execute("UPDATE callback SET state = ?, claimed_at = ?", [.text(state), SQLValue(date)])
            }
        }

        func states() async throws -> [String] {
            try await journey.database.read { sql in
                try sql.rows("SELECT state FROM callback").map { try $0.text("state") }
            }
        }
    }

    /// Finds the cake in whatever it is shown.
    private static let model = ScriptedLanguageModel { prompt in
        guard prompt.sampling.schema?["properties"]?["items"] != nil else { return .text("Noted.") }
        let lines = prompt.messages.first?.text.split(separator: "\n").dropFirst() ?? []
        let items = lines.enumerated().filter { $0.element.contains("bake the cake") }.map { number, _ in
            #"{"message": \#(number + 1), "who": "Ada", "what": "bake the cake", "when": "2025-12-05T18:00"}"#
        }
        return .text(#"{"key_points": [], "items": [\#(items.joined(separator: ","))]}"#)
    }

    private func stage(_ body: @escaping @Sendable (Stage) async throws -> Void) async throws {
        let calendar = Calendar()
        try await BotJourney.stage(Self.model, now: { calendar.now }) { journey in
            try await body(Stage(journey: journey, calendar: calendar, clock: ManualClock()))
        }
    }

    @Test func `it is said once, at its time, also over a restart`() async throws {
        try await stage { stage in
            let (journey, clock, calendar) = (stage.journey, stage.clock, stage.calendar)
            let planned = Mutex<Snowflake?>(nil)
            try await journey.live(clock) {
                let message = try await stage.plan().message
                planned.withLock { $0 = message }
                try calendar.move(to: "2025-12-05T17:59:00Z")
                try await stage.look()
                #expect(stage.said.isEmpty)
            }
            try calendar.move(to: "2025-12-05T18:00:30Z")
            let found = planned.withLock(\.self)
            let message = try #require(found)
            let link = "https://discord.com/channels/\(journey.demo.guild)/\(stage.general)/\(message)"
            let words = "It is time: **bake the cake** (Ada, as said [here](<\(link)>))"
            try await journey.live(clock) {
                try await stage.look()
                #expect(stage.said == [words])
                try await stage.look()
                #expect(stage.said.count == 1)
            }
            try await journey.live(clock) {
                try await stage.look()
                #expect(stage.said.count == 1)
            }
            #expect(try await stage.states() == ["done"])
        }
    }

    @Test func `a stop between claiming and noting is made good, without saying it twice`() async throws {
        try await stage { stage in
            let (journey, clock, calendar) = (stage.journey, stage.clock, stage.calendar)
            try await journey.live(clock) { _ = try await stage.plan() }
            try calendar.move(to: "2025-12-05T18:00:30Z")
            // The program stopped before it was sent.
            try await stage.set("claimed")
            try calendar.move(to: "2025-12-05T18:30:00Z")
            try await journey.live(clock) {
                try await stage.look()
                try await stage.look()
                #expect(stage.said.count == 1)
            }
            // It stopped after it was sent: Discord does not know the nonce any more.
            try await stage.set("claimed")
            try calendar.move(to: "2025-12-05T19:30:00Z")
            try await journey.live(clock) {
                try await stage.look()
                try await stage.look()
                #expect(stage.said.count == 1)
            }
            #expect(try await stage.states() == ["done"])
        }
    }

    @Test func `at night it waits for the morning`() async throws {
        try await stage { stage in
            try await stage.journey.live(stage.clock) {
                _ = try await stage.plan()
                let changed = try await stage.journey.use(
                    "settings", as: stage.journey.demo.ada, in: stage.general,
                    ["change": "Quiet hours", "hours": "17-9"])
                #expect(changed.text.contains("from 17 to 9 o'clock"))
                try stage.calendar.move(to: "2025-12-05T18:00:30Z")
                try await stage.look()
                #expect(stage.said.isEmpty)
                try stage.calendar.move(to: "2025-12-06T08:59:00Z")
                try await stage.look()
                #expect(stage.said.isEmpty)
                try stage.calendar.move(to: "2025-12-06T09:00:00Z")
                try await stage.look()
                #expect(stage.said.count == 1)
            }
        }
    }

    @Test func `who said it takes it back, others do not`() async throws {
        try await stage { stage in
            let journey = stage.journey
            try await journey.live(stage.clock) {
                let outcome = try await stage.plan().outcome
                let refused = try await journey.press(
                    "Cancel 1", in: outcome, as: journey.demo.cleo, in: stage.general)
                #expect(refused.text.hasPrefix("Only who said that can take it back"))
                #expect(try await stage.states() == ["waiting"])
                let list = try await journey.use("callbacks", as: journey.demo.cleo, in: stage.general)
                #expect(list.text.contains("bake the cake"))
                let cancelled = try await journey.press(
                    "Cancel 1", in: outcome, as: journey.demo.ada, in: stage.general)
                #expect(cancelled.text == "I will not come back to that: bake the cake")
                try stage.calendar.move(to: "2025-12-05T18:00:30Z")
                try await stage.look()
                #expect(stage.said.isEmpty)
            }
        }
    }

    @Test(arguments: ["deleted", "deleted unseen", "edited"])
    func `it goes with the message that it was said in`(_ end: String) async throws {
        try await stage { stage in
            let (journey, clock) = (stage.journey, stage.clock)
            let planned = Mutex<Snowflake?>(nil)
            try await journey.live(clock) {
                let message = try await stage.plan().message
                planned.withLock { $0 = message }
                switch end {
                case "deleted": journey.world.delete(message, in: stage.general)
                case "edited": journey.world.edit(message, in: stage.general, to: "I won't bake")
                default: return
                }
                try await until("it is forgotten") { try await stage.states().isEmpty }
            }
            if end == "deleted unseen", let message = planned.withLock(\.self) {
                journey.world.delete(message, in: stage.general)
                _ = try await journey.database.write { sql in
                    // As if the news of it had not come either.
                    try sql.execute("UPDATE callback SET state = 'waiting'")
                }
            }
            try stage.calendar.move(to: "2025-12-05T18:00:30Z")
            try await journey.live(clock) { try await stage.look() }
            #expect(stage.said.isEmpty)
            #expect(try await stage.states().isEmpty)
        }
    }

    @Test func `where nobody opted in nothing is looked for, and who opts out hears nothing`() async throws {
        try await stage { stage in
            let journey = stage.journey
            try await journey.live(stage.clock) {
                journey.world.say("I'll bake the cake on Friday at six", as: journey.demo.ada, in: stage.general)
                let outcome = try await journey.use("summarize_now", as: journey.demo.ben, in: stage.general)
                #expect(outcome.text.hasPrefix("Too little was said to me here"))
            }
            try await journey.live(stage.clock) {
                _ = try await stage.plan()
                _ = try await journey.use(
                    "settings", as: journey.demo.ada, in: stage.general, ["change": "Do not come back to plans"])
                try stage.calendar.move(to: "2025-12-05T18:00:30Z")
                try await stage.look()
                #expect(stage.said.isEmpty)
            }
        }
    }

    @Test func `where it may not write it waits`() async throws {
        try await stage { stage in
            let journey = stage.journey
            try await journey.live(stage.clock) {
                _ = try await stage.plan()
                journey.world.setOverwrite(in: stage.general, for: journey.demo.bot, deny: .sendMessages)
                _ = try await journey.use("callbacks", as: journey.demo.ada, in: stage.general)
                try stage.calendar.move(to: "2025-12-05T18:00:30Z")
                try await stage.look()
                #expect(stage.said.isEmpty)
                #expect(try await stage.states() == ["waiting"])
                journey.world.setOverwrite(in: stage.general, for: journey.demo.bot, allow: .sendMessages)
                // Its answer comes after the news of the permission.
                _ = try await journey.use("callbacks", as: journey.demo.ada, in: stage.general)
                try stage.calendar.move(to: "2025-12-05T19:30:00Z")
                try await stage.look()
                #expect(stage.said.count == 1)
            }
        }
    }
}
