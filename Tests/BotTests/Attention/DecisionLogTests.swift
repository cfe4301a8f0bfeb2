import DiscordModel
import Testing

@testable import Bot

@Suite struct DecisionLogTests {
    private func entry(_ message: Snowflake, _ reason: Reason = .mentioned) -> DecisionLog.Entry {
        .init(message: message, author: 2, reason: reason, isAnswered: true)
    }

    @Test func `tells of a message, or of the last one`() {
        var log = DecisionLog()
        log.add(entry(1, .name), in: 9)
        log.add(entry(2), in: 9)
        log.add(context: ["12 turns"], to: 1, in: 9)
        #expect(log.entry(about: 1, in: 9)?.reason == .name)
        #expect(log.entry(about: 1, in: 9)?.context == ["12 turns"])
        #expect(log.entry(about: nil, in: 9)?.message == 2)
        #expect(log.entry(about: 1, in: 8) == nil)
    }

    @Test func `what is gone is forgotten`() {
        var log = DecisionLog()
        for message: Snowflake in [1, 2] { log.add(entry(message), in: 9) }
        log.forget(channel: 9, message: 1)
        #expect(log.entry(about: 1, in: 9) == nil)
        #expect(log.entry(about: 2, in: 9) != nil)
        log.forget(channel: 9)
        #expect(log.entry(about: nil, in: 9) == nil)
    }

    @Test func `keeps the last of a channel, and the channels used last`() {
        var log = DecisionLog()
        for message in 1...20 { log.add(entry(Snowflake(UInt64(message))), in: 1) }
        #expect(log.entry(about: 4, in: 1) == nil)
        #expect(log.entry(about: 5, in: 1) != nil)
        for channel in 2...(DecisionLog.channels + 1) { log.add(entry(1), in: Snowflake(UInt64(channel))) }
        // An eighth goes at once: those silent longest.
        let gone = UInt64(DecisionLog.channels / 8)
        #expect(log.entry(about: nil, in: Snowflake(gone)) == nil)
        #expect(log.entry(about: nil, in: Snowflake(gone + 1)) != nil)
    }
}
