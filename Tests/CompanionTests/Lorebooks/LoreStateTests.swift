import Foundation
import Inference
import Storage
import Testing

@testable import Companion

/// What a talk remembers of its lore: over a restart, and no longer than the talk.
@Suite struct LoreStateTests {
    private func ghost(sticky: Int = 0, cooldown: Int = 0, delay: Int = 0) -> LoreEntry {
        var entry = lore(1, "ghost", saying: "Boo.")
        (entry.sticky, entry.cooldown, entry.delay) = (sticky, cooldown, delay)
        return entry
    }

    private func states(_ house: LoreHouse) async throws -> [String] {
        try await house.database.read { sql in
            try sql.rows("SELECT place FROM lore_state ORDER BY place").map { try $0.text("place") }
        }
    }

    @Test func `what stays, stays over a restart, and then rests`() async throws {
        let house = try await LoreHouse()
        try await house.bring(ghost(sticky: 3, cooldown: 4))
        #expect(try await house.say("A ghost!").contains("Boo."))
        let later = try await LoreHouse(database: house.database)
        #expect(try await later.say("What now?").contains("Boo."))
        // Two messages a turn: five of them on, it rests.
        #expect(try await !later.say("A ghost!").contains("Boo."))
        let again = try await LoreHouse(database: house.database)
        #expect(try await !again.say("A ghost!").contains("Boo."))
        #expect(try await again.say("A ghost!").contains("Boo."))
    }

    @Test func `each talk has its own`() async throws {
        let house = try await LoreHouse()
        try await house.bring(ghost(sticky: 9))
        try await house.say("A ghost!")
        #expect(try await !house.say("What now?", in: "discord:10").contains("Boo."))
        #expect(try await states(house) == ["discord:9"])
    }

    @Test func `an entry waits until enough was said`() async throws {
        let house = try await LoreHouse()
        try await house.bring(ghost(delay: 4))
        #expect(try await !house.say("A ghost!").contains("Boo."))
        #expect(try await !house.say("A ghost!").contains("Boo."))
        #expect(try await house.say("A ghost!").contains("Boo."))
    }

    @Test func `it goes with the talk, however that goes`() async throws {
        let house = try await LoreHouse()
        try await house.bring(ghost(sticky: 9))
        for place in ["discord:9", "discord:10", "discord:11"] { try await house.say("A ghost!", in: place) }
        #expect(try await states(house).count == 3)
        try await house.conversations.delete(place: "discord:9")
        #expect(try await states(house) == ["discord:10", "discord:11"])
        try await house.conversations.end(place: "discord:10")
        try await house.conversations.deleteEnded()
        #expect(try await states(house) == ["discord:11"])
        _ = try await house.conversations.forget("web:ann")
        #expect(try await states(house) == [])
    }

    @Test func `what cannot be read is forgotten, what is over is not kept`() async throws {
        let house = try await LoreHouse()
        try await house.bring(ghost(sticky: 1))
        try await house.say("A ghost!")
        _ = try await house.database.write { sql in
            try sql.execute("UPDATE lore_state SET state = '{\"kept'")
        }
        #expect(try await !house.say("What now?").contains("Boo."))
        try await house.say("A ghost!")
        #expect(try await states(house).count == 1)
        try await house.say("What now?")
        try await house.say("What now?")
        #expect(try await states(house).isEmpty)
    }

    @Test func `a talk that is gone is not remembered by late news`() async throws {
        let house = try await LoreHouse()
        var state = LoreState()
        state.timers[LoreID(book: "b", entry: 1)] = LoreTimer(ghost(sticky: 3), "x", since: 1)
        try await house.lorebooks.keep(state, of: "discord:404")
        #expect(try await states(house).isEmpty)
    }
}
