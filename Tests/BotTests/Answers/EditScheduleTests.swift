import DiscordModel
import Testing

@testable import Bot

@Suite struct EditScheduleTests {
    private let start = ContinuousClock.now

    @Test func `a first write goes at once, the next after a pause, the last without one`() {
        var schedule = EditSchedule()
        let stream = schedule.open(channel: 1, at: start)
        #expect(schedule.grants(at: start) == [])
        schedule.want(stream, isLast: false, at: start)
        #expect(schedule.grants(at: start) == [stream])
        schedule.wrote(stream, learned: nil, at: start + .milliseconds(50))
        schedule.want(stream, isLast: false, at: start + .milliseconds(60))
        #expect(schedule.grants(at: start + .milliseconds(999)) == [])
        #expect(schedule.nextDue(at: start + .milliseconds(60)) == start + .seconds(1))
        schedule.want(stream, isLast: true, at: start + .milliseconds(100))
        #expect(schedule.grants(at: start + .milliseconds(100)) == [stream])
    }

    @Test func `one write of a stream at a time`() {
        var schedule = EditSchedule()
        let stream = schedule.open(channel: 1, at: start)
        schedule.want(stream, isLast: false, at: start)
        #expect(schedule.grants(at: start) == [stream])
        schedule.want(stream, isLast: true, at: start + .seconds(2))
        #expect(schedule.grants(at: start + .seconds(2)) == [])
        schedule.wrote(stream, learned: nil, at: start + .seconds(3))
        #expect(schedule.grants(at: start + .seconds(3)) == [stream])
    }

    @Test func `patience for what is about to come, but not with the end`() {
        var schedule = EditSchedule()
        let stream = schedule.open(channel: 1, at: start)
        schedule.want(stream, isLast: false, notBefore: start + .milliseconds(300), at: start)
        #expect(schedule.grants(at: start + .milliseconds(299)) == [])
        #expect(schedule.grants(at: start + .milliseconds(300)) == [stream])
        let other = schedule.open(channel: 2, at: start)
        schedule.want(other, isLast: false, notBefore: start + .seconds(9), at: start)
        schedule.want(other, isLast: true, at: start + .milliseconds(400))
        #expect(schedule.grants(at: start + .milliseconds(400)) == [other])
    }

    @Test func `what Discord tells is believed: nothing is left, so everybody waits for the reset`() {
        var schedule = EditSchedule()
        let (a, b) = (schedule.open(channel: 1, at: start), schedule.open(channel: 1, at: start))
        schedule.want(a, isLast: false, at: start)
        #expect(schedule.grants(at: start) == [a])
        schedule.wrote(a, learned: .init(limit: 5, remaining: 0, resetAfter: .seconds(4)), at: start + .seconds(1))
        schedule.want(b, isLast: true, at: start + .seconds(1))
        #expect(schedule.grants(at: start + .milliseconds(4_999)) == [])
        #expect(schedule.nextDue(at: start + .seconds(2)) == start + .seconds(5))
        #expect(schedule.grants(at: start + .seconds(5)) == [b])
    }

    @Test func `a channel that is refused waits as long as it is told, the others go on`() {
        var schedule = EditSchedule()
        let (a, b) = (schedule.open(channel: 1, at: start), schedule.open(channel: 2, at: start))
        schedule.want(a, isLast: true, at: start)
        #expect(schedule.grants(at: start) == [a])
        schedule.refused(a, retryAfter: .seconds(7), at: start)
        schedule.want(a, isLast: true, at: start)
        schedule.want(b, isLast: true, at: start)
        #expect(schedule.grants(at: start + .seconds(6)) == [b])
        #expect(schedule.grants(at: start + .seconds(7)) == [a])
    }

    @Test func `a closed stream writes no more and leaves nothing behind`() {
        var schedule = EditSchedule()
        let stream = schedule.open(channel: 1, at: start)
        schedule.want(stream, isLast: true, at: start)
        schedule.close(stream, at: start)
        #expect(schedule.grants(at: start) == [])
        #expect(schedule.openStreams == 0)
        schedule.wrote(stream, learned: nil, at: start)
        #expect(schedule.nextDue(at: start) == nil)
    }

    /// Streams that all want to write all the time, against a Discord with real windows, latency that varies,
    /// and limits that the schedule has to learn.
    @Test(arguments: [(1, 1, 5), (6, 1, 5), (12, 3, 5), (60, 20, 5), (80, 40, 5), (8, 2, 3), (8, 2, 10), (3, 1, 2)])
    func `many streams share what there is, fairly, without ever being refused`(
        streams: Int, channels: Int, limit: Int
    ) {
        var world = World(streams: streams, channels: channels, limit: limit, start: start)
        world.run(milliseconds: 20_000)
        #expect(world.refused == 0)
        #expect(world.mostInASecond <= 30)
        for channel in 0..<channels {
            let writes = world.writes.enumerated().filter { $0.offset % channels == channel }.map(\.element)
            let (least, most) = (writes.min() ?? 0, writes.max() ?? 0)
            #expect(most - least <= 2, "\(writes)")
            let share = min(20 / 5 * (limit - 1) / writes.count, 20 * 30 / streams)
            #expect(least >= share / 2, "\(writes)")
        }
        let done = world.finishAll()
        #expect(world.refused == 0)
        #expect(done.count == streams)
        // Even if all end at once: their share of windows, and one window of patience.
        let perChannel = (streams + channels - 1) / channels
        let windows = (perChannel + limit - 1) / limit + 1
        let bySecond = streams / 30 + 1
        #expect(done.max() ?? 0 <= (windows * 6 + bySecond) * 1_000, "\(done.max() ?? 0)")
    }
}

/// A Discord with one window per channel, and streams that never run out of words.
private struct World {
    var schedule = EditSchedule()
    var ids: [UInt64] = []
    var writes: [Int]
    var refused = 0
    var mostInASecond = 0

    private let channels: Int
    private let limit: Int
    private let start: ContinuousClock.Instant
    private var time = 0
    private var chance = Chance(seed: 1)
    private var windows: [Int: (start: Int, count: Int)] = [:]
    private var arriving: [(at: Int, stream: Int)] = []
    private var answering: [(at: Int, stream: Int, learned: RateAllowance)] = []
    private var sent: [Int] = []

    init(streams: Int, channels: Int, limit: Int, start: ContinuousClock.Instant) {
        (self.channels, self.limit, self.start) = (channels, limit, start)
        writes = Array(repeating: 0, count: streams)
        for stream in 0..<streams { ids.append(schedule.open(channel: UInt64(stream % channels), at: start)) }
    }

    mutating func run(milliseconds: Int) {
        for _ in 0..<milliseconds / 20 {
            for id in ids { schedule.want(id, isLast: false, at: start + .milliseconds(time)) }
            step()
        }
    }

    /// - Returns: how long each took to get its last write through.
    mutating func finishAll() -> [Int] {
        let began = time
        var done: [Int: Int] = [:]
        for id in ids { schedule.want(id, isLast: true, at: start + .milliseconds(time)) }
        for _ in 0..<15_000 where done.count < ids.count {
            for stream in step() where done[stream] == nil {
                done[stream] = time - began
            }
        }
        for id in ids { schedule.close(id, at: start + .milliseconds(time)) }
        return Array(done.values)
    }

    /// - Returns: who was granted a write.
    @discardableResult
    private mutating func step() -> [Int] {
        time += 20
        let now = start + .milliseconds(time)
        for request in arriving where request.at <= time { receive(request.stream) }
        arriving.removeAll { $0.at <= time }
        for answer in answering where answer.at <= time {
            schedule.wrote(ids[answer.stream], learned: answer.learned, at: now)
        }
        answering.removeAll { $0.at <= time }
        let granted = schedule.grants(at: now).compactMap { ids.firstIndex(of: $0) }
        for stream in granted {
            writes[stream] += 1
            sent.append(time)
            arriving.append((time + Int.random(in: 10...400, using: &chance), stream))
        }
        sent.removeAll { $0 <= time - 1_000 }
        mostInASecond = max(mostInASecond, sent.count)
        return granted
    }

    private mutating func receive(_ stream: Int) {
        var window = windows[stream % channels] ?? (start: time, count: 0)
        if time - window.start >= 5_000 { window = (time, 0) }
        window.count += 1
        windows[stream % channels] = window
        if window.count > limit { refused += 1 }
        let learned = RateAllowance(
            limit: limit, remaining: max(0, limit - window.count),
            resetAfter: .milliseconds(window.start + 5_000 - time))
        answering.append((time + Int.random(in: 10...400, using: &chance), stream, learned))
    }
}
