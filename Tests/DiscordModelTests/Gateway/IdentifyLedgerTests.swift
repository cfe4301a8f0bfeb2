import DiscordModel
import Foundation
import Testing

@Suite struct IdentifyLedgerTests {
    private let shard = Shard(index: 0, count: 1)
    private let second = 1_000
    /// Some day in 2026.
    private let begin = 1_790_000_000_000

    private func limit(total: Int, remaining: Int, resetAfter: Int, maxConcurrency: Int) -> SessionStartLimit {
        var limit = SessionStartLimit()
        limit.total = total
        limit.remaining = remaining
        limit.resetAfter = resetAfter
        limit.maxConcurrency = maxConcurrency
        return limit
    }

    @Test func `a crash every 5 s for a day and an hour passes neither limit`() {
        var ledger = IdentifyLedger()
        var starts: [Int] = []
        for now in stride(from: begin, to: begin + 25 * 3_600 * second, by: 5 * second) {
            // Each time a new process reads the book.
            guard ledger.start(shard, at: now) == .now else { continue }
            starts.append(now)
        }
        for start in starts {
            #expect(starts.count { (start..<(start + 300 * second)).contains($0) } <= 10)
            #expect(starts.count { (start..<(start + 86_400 * second)).contains($0) } <= 200)
        }
        #expect(starts.count > 200)  // The next day it goes on.
    }

    @Test func `who must wait is told until when and why`() {
        var ledger = IdentifyLedger()
        for step in 0..<10 { #expect(ledger.start(shard, at: begin + step * 6 * second) == .now) }
        let answer = ledger.start(shard, at: begin + 60 * second)
        #expect(answer == .notBefore(begin + 300 * second, because: "10 in the last 5 minutes"))
        #expect(ledger.start(shard, at: begin + 300 * second) == .now)
    }

    @Test func `each bucket starts one in 5 s, and there are as many as Discord says`() {
        var ledger = IdentifyLedger()
        ledger.learn(limit(total: 1_000, remaining: 1_000, resetAfter: 0, maxConcurrency: 2), at: begin)
        let shards = ShardPlan.all(4).shards(recommended: 1)
        let answers = shards.map { ledger.start($0, at: begin) == .now }
        #expect(answers == [true, true, false, false])
        #expect(ledger.start(shards[2], at: begin + 5 * second) != .now)
        #expect(ledger.start(shards[2], at: begin + 5_500) == .now)
    }

    @Test(arguments: [(0, false), (5, false), (49, false), (50, true), (1_000, true)])
    func `with few left by Discord's count it waits for more`(remaining: Int, isAllowed: Bool) {
        var ledger = IdentifyLedger()
        let hour = 3_600 * second
        ledger.learn(
            limit(total: 1_000, remaining: remaining, resetAfter: hour, maxConcurrency: 1), at: begin)
        #expect((ledger.start(shard, at: begin) == .now) == isAllowed)
        #expect(ledger.start(shard, at: begin + hour) == .now)
    }

    @Test func `those started since Discord counted are taken off its count`() {
        var ledger = IdentifyLedger()
        let limited = limit(total: 1_000, remaining: 52, resetAfter: 3_600 * second, maxConcurrency: 1)
        ledger.learn(limited, at: begin)
        let answers = (0..<4).map { ledger.start(shard, at: begin + $0 * 6 * second) == .now }
        #expect(answers == [true, true, true, false])
        #expect(ledger.remaining(at: begin + 60 * second) == 49)
    }

    @Test func `absurd numbers from Discord are no trap and no wait without end`() {
        for number in [Int.min, -1, 0, Int.max] {
            var ledger = IdentifyLedger()
            ledger.learn(
                limit(total: number, remaining: number, resetAfter: number, maxConcurrency: number),
                at: begin)
            _ = ledger.start(shard, at: begin)
            #expect(ledger.start(shard, at: begin + 86_400 * second) == .now)
        }
    }

    @Test func `a clock that was set back holds nothing for longer than it would have been held`() {
        var ledger = IdentifyLedger()
        for step in 0..<10 { _ = ledger.start(shard, at: begin + step * 6 * second) }
        let back = begin - 1_000 * 86_400 * second
        #expect(ledger.start(shard, at: back) != .now)
        #expect(ledger.start(shard, at: back + 300 * second) == .now)
    }

    @Test func `blocked, it says why and for how long`() {
        var ledger = IdentifyLedger()
        ledger.block(forMilliseconds: 300 * second, because: "unreadable", at: begin)
        #expect(ledger.start(shard, at: begin) == .notBefore(begin + 300 * second, because: "unreadable"))
        #expect(ledger.start(shard, at: begin + 300 * second) == .now)
    }

    @Test func `it survives being written down`() throws {
        var ledger = IdentifyLedger()
        ledger.learn(limit(total: 9, remaining: 8, resetAfter: 7, maxConcurrency: 6), at: begin)
        _ = ledger.start(shard, at: begin)
        let copy = try JSONDecoder().decode(IdentifyLedger.self, from: JSONEncoder().encode(ledger))
        #expect(copy == ledger)
    }
}

@Suite struct ShardPlanTests {
    @Test(arguments: [
        ("auto", ShardPlan.automatic), ("1", .all(1)), ("16", .all(16)), ("0..3/8", .some(0...3, of: 8)),
        ("7..7/8", .some(7...7, of: 8)),
    ])
    func `SHARDS says which`(text: String, plan: ShardPlan) {
        #expect(ShardPlan(text) == plan)
    }

    @Test(arguments: [
        "", "0", "-1", "+1", "x", "AUTO", "3/8", "3..1/8", "0..8/8", "0..3/", "/8", "0...3/8", "4097", "1/0",
    ])
    func `what is no plan is refused`(text: String) {
        #expect(ShardPlan(text) == nil)
    }

    @Test func `shards come in rising order, and as many as recommended`() {
        #expect(ShardPlan.automatic.shards(recommended: 3).map(\.index) == [0, 1, 2])
        #expect(ShardPlan.automatic.shards(recommended: -1) == [Shard(index: 0, count: 1)])
        #expect(ShardPlan("2..3/8")?.shards(recommended: 1).map(\.description) == ["2/8", "3/8"])
    }

    @Test func `a guild belongs to the shard that Discord computes`() {
        #expect(Shard.index(of: Snowflake(197_038_439_483_310_086), count: 16) == 197_038_439_483_310_086 >> 22 % 16)
        #expect(Shard.index(of: Snowflake(.max), count: 0) == 0)
    }
}
