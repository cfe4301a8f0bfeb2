import Companion
import DiscordModel
import Testing

@testable import Bot

@Suite struct UnderwayTests {
    private var underway = Underway()

    @Test mutating func `edits and deletions reach a batch that waits`() {
        let (id, _) = underway.begin([message(1, "one"), message(2, "two"), message(3, "three")], in: 9)
        underway.note(.deleted, on: 1)
        underway.note(.edited(message(2, "deux")), on: 2)
        let batch = [heard(1, "one"), heard(2, "two"), heard(3, "three")]
        #expect(underway.current(batch, of: id).map(\.message.content) == ["deux", "three"])
    }

    @Test mutating func `a batch is given up when its last message is deleted`() async {
        let (_, gone) = underway.begin([message(1), message(2)], in: 9)
        underway.note(.deleted, on: 1)
        underway.note(.deleted, on: 2)
        for await _ in gone {}  // ends
    }

    @Test mutating func `a batch is given up with its channel, others are not`() async {
        let (lost, gone) = underway.begin([message(1)], in: 9)
        let (kept, _) = underway.begin([message(2)], in: 8)
        underway.noteEnd(of: 9, as: .deleted)
        for await _ in gone {}  // ends
        #expect(underway.current([heard(1)], of: lost).isEmpty)
        #expect(underway.current([heard(2)], of: kept).count == 1)
    }

    @Test mutating func `what is out of reach is not answered, and not deleted`() async {
        let (id, gone) = underway.begin([message(1)], in: 9)
        underway.noteEnd(of: 9, as: .unreachable)
        for await _ in gone {}  // ends
        #expect(underway.current([heard(1)], of: id).isEmpty)
        #expect(underway.end(id).map(\.change) == [.unreachable])
    }

    @Test mutating func `what was deleted stays deleted`() {
        let (id, _) = underway.begin([message(1)], in: 9)
        underway.note(.deleted, on: 1)
        underway.note(.edited(message(1, "back")), on: 1)
        #expect(underway.current([heard(1)], of: id).isEmpty)
    }

    @Test mutating func `the end tells what was changed meanwhile, and leaves nothing behind`() {
        let (id, _) = underway.begin([message(1), message(2)], in: 9)
        underway.note(.deleted, on: 2)
        let changes = underway.end(id)
        #expect(changes.map(\.message) == [2])
        #expect(changes.first?.change == .deleted)
        #expect(underway.isEmpty)
        underway.note(.deleted, on: 1)
        #expect(underway.end(id).isEmpty)
    }

    @Test mutating func `a message may wait again before its first wait ends`() {
        let (doubt, _) = underway.begin([message(1)], in: 9)
        let (answer, _) = underway.begin([message(1)], in: 9)
        _ = underway.end(doubt)
        underway.note(.deleted, on: 1)
        #expect(underway.current([heard(1)], of: answer).isEmpty)
    }

    private func heard(_ id: UInt64, _ text: String = "") -> Hearing.Heard {
        Hearing.Heard(
            message: message(id, text), reason: .mentioned, style: .direct, settings: ServerSettings(),
            persona: PersonaID(character: "assistant"))
    }

    private func message(_ id: UInt64, _ text: String = "") -> Message {
        var message = Message()
        message.id = Snowflake(id)
        message.channelId = 9
        message.content = text
        return message
    }
}
