import Testing

@testable import DiscordModel

@Suite struct RateLimiterTests {
    private var limiter = RateLimiter()
    private let send = MessageRoute.create(in: Snowflake(1)).route
    private let elsewhere = MessageRoute.create(in: Snowflake(2)).route

    private func headers(
        _ remaining: Int, of limit: Int = 5, resetAfter: Double = 5, reset: Double = 100, bucket: String = "b"
    ) -> ResponseHeaders {
        ResponseHeaders([
            ("x-ratelimit-limit", "\(limit)"), ("x-ratelimit-remaining", "\(remaining)"),
            ("x-ratelimit-reset-after", "\(resetAfter)"), ("x-ratelimit-reset", "\(reset)"),
            ("x-ratelimit-bucket", bucket),
        ])
    }

    private mutating func want(_ ticket: UInt64, _ route: Route, patience: Double = 60, at now: Double = 0)
        -> [RateLimiter.Action]
    {
        limiter.handle(.wants(ticket, route, patience: .seconds(patience)), at: .seconds(now))
    }

    private mutating func done(_ ticket: UInt64, _ headers: ResponseHeaders?, at now: Double = 0)
        -> [RateLimiter.Action]
    {
        limiter.handle(.ended(ticket, headers, .done), at: .seconds(now))
    }

    private mutating func throttled(
        _ ticket: UInt64, _ scope: Throttle.Scope, _ wait: Duration?, at now: Double = 0
    ) -> [RateLimiter.Action] {
        limiter.handle(
            .ended(ticket, ResponseHeaders(), .throttled(Throttle(scope: scope, wait: wait))), at: .seconds(now))
    }

    private mutating func time(_ now: Double) -> [RateLimiter.Action] {
        limiter.handle(.timePasses, at: .seconds(now))
    }

    @Test mutating func `messages to one channel go one after the other, in order`() {
        #expect(want(1, send) == [.send(1)])
        #expect(want(2, send) == [])
        #expect(want(3, send) == [])
        #expect(want(4, elsewhere) == [.send(4)])
        #expect(done(1, headers(4)) == [.send(2)])
        #expect(done(2, headers(3)) == [.send(3)])
    }

    @Test mutating func `readers go side by side once the limit is known`() {
        let read = Route.messages(in: Snowflake(1), .newest)
        #expect(want(1, read) == [.send(1)])
        #expect(want(2, read) == [])
        #expect(want(3, read) == [])
        #expect(want(4, read) == [])
        #expect(done(1, headers(2, of: 3)) == [.send(2), .send(3)])
        #expect(done(2, headers(1, of: 3)) == [])
    }

    @Test mutating func `requests on their way when a window ends may be counted in the next`() {
        let read = Route.messages(in: Snowflake(1), .newest)
        _ = want(1, read)
        _ = done(1, headers(2, of: 3, resetAfter: 5))
        #expect(want(2, read, at: 4) == [.send(2)])
        #expect(want(3, read, at: 4) == [.send(3)])
        #expect(want(4, read, at: 5.02) == [.send(4)])
        #expect(want(5, read, at: 5.02) == [])
    }

    @Test mutating func `an empty bucket waits for its reset, and a wake is asked for`() {
        _ = want(1, send)
        _ = done(1, headers(0, resetAfter: 5))
        #expect(want(2, send, at: 1) == [])
        #expect(limiter.nextWake == .milliseconds(5_010))
        #expect(time(5) == [])
        #expect(time(5.02) == [.send(2)])
    }

    @Test mutating func `endpoints with the same bucket share it`() {
        let edit = MessageRoute.edit(Snowflake(9), in: Snowflake(1)).route
        let delete = Route.delete(message: Snowflake(9), in: Snowflake(1))
        _ = want(1, edit)
        _ = done(1, headers(1))
        _ = want(2, delete)
        #expect(done(2, headers(0)) == [])
        #expect(want(3, edit) == [])
        #expect(time(5.02) == [.send(3)])
    }

    @Test mutating func `a bucket's major parameters are counted apart`() {
        _ = want(1, send)
        _ = done(1, headers(0))
        #expect(want(2, send) == [])
        #expect(want(3, elsewhere) == [.send(3)])
    }

    @Test mutating func `a throttled request goes first again, and only its bucket waits`() {
        _ = want(1, send)
        _ = want(2, send)
        #expect(throttled(1, .user, .seconds(3)) == [])
        #expect(want(3, elsewhere) == [.send(3)])
        #expect(time(2.9) == [])
        #expect(time(3) == [.send(1)])
        #expect(done(1, headers(4), at: 3) == [.send(2)])
    }

    @Test mutating func `a global limit holds all but interactions`() {
        _ = want(1, send)
        _ = throttled(1, .global, .seconds(2))
        #expect(want(2, elsewhere) == [])
        #expect(want(3, MessageRoute.answer(interaction: Snowflake(5), token: "t").route) == [.send(3)])
        #expect(time(2) == [.send(1), .send(2)])
    }

    @Test mutating func `Cloudflare silences everything, longer each time, and the impatient are told`() {
        _ = want(1, send)
        #expect(throttled(1, .cloudflare, nil) == [.refuse(1, .silence(.seconds(900)))])
        let answer = MessageRoute.answer(interaction: Snowflake(5), token: "t").route
        #expect(want(2, answer, patience: 3, at: 10) == [.refuse(2, .silence(.seconds(890)))])
        #expect(want(3, send, patience: 5000, at: 10) == [])
        #expect(time(900) == [.send(3)])
        #expect(throttled(3, .cloudflare, nil, at: 900) == [])
        #expect(limiter.nextWake == .seconds(900 + 1800))
    }

    @Test(arguments: [nil, .zero, .milliseconds(1)] as [Duration?])
    mutating func `a wait that cannot be true is not taken at its word`(wait: Duration?) {
        _ = want(1, send)
        #expect(throttled(1, .user, wait) == [])
        #expect(time(0.49) == [])
        #expect(time(0.5) == [.send(1)])
        #expect(throttled(1, .user, wait, at: 0.5) == [])
        #expect(time(1.49) == [])
        #expect(time(1.5) == [.send(1)])
    }

    @Test mutating func `who would wait too long is told at once how long`() {
        _ = want(1, send)
        _ = done(1, headers(0, resetAfter: 30))
        #expect(want(2, send, patience: 15, at: 1) == [.refuse(2, .wait(.milliseconds(29_010)))])
        #expect(limiter.waiting == 0 && limiter.nextWake == nil)
    }

    @Test mutating func `who waited too long for others is told`() {
        _ = want(1, send)
        #expect(want(2, send, patience: 15) == [])
        #expect(time(15) == [.refuse(2, .wait(nil))])
    }

    @Test mutating func `fifty a second, counted until a second after the answer`() {
        for ticket in 1...50 as ClosedRange<UInt64> {
            #expect(want(ticket, MessageRoute.create(in: Snowflake(ticket)).route) == [.send(ticket)])
        }
        let next = MessageRoute.create(in: Snowflake(100)).route
        #expect(want(51, next, at: 0.1) == [])
        _ = done(1, headers(4), at: 0.3)
        #expect(time(1.3) == [])
        #expect(time(1.32) == [.send(51)])
    }

    @Test mutating func `a request that is tried again holds its place`() {
        _ = want(1, send)
        _ = want(2, send)
        #expect(limiter.handle(.ended(1, nil, .again(after: .seconds(2))), at: .zero) == [])
        #expect(time(1.9) == [])
        #expect(time(2) == [.send(1)])
    }

    @Test mutating func `the abandoned make way`() {
        _ = want(1, send)
        _ = want(2, send)
        _ = want(3, send)
        #expect(limiter.handle(.abandoned(2), at: .zero) == [])
        #expect(limiter.handle(.abandoned(1), at: .zero) == [.send(3)])
        #expect(limiter.handle(.abandoned(1), at: .zero) == [])
    }

    @Test mutating func `a request lost on its way may have been counted`() {
        _ = want(1, send)
        _ = done(1, headers(1, resetAfter: 5))
        #expect(want(2, send, at: 1) == [.send(2)])
        #expect(done(2, nil, at: 2) == [])
        #expect(want(3, send, at: 6) == [])
        #expect(time(7) == [.send(3)])
    }

    @Test mutating func `answers without a word on limits hold nothing up`() {
        let read = Route.me
        _ = want(1, read)
        #expect(done(1, ResponseHeaders()) == [])
        for ticket in 2...40 as ClosedRange<UInt64> { #expect(want(ticket, read) == [.send(ticket)]) }
    }

    @Test mutating func `what waits and what is remembered is bounded`() {
        var limits = RateLimiter.Limits()
        limits.waiting = 3
        limits.lanes = 2
        limiter = RateLimiter(limits)
        _ = want(1, send)
        for ticket in 2...4 as ClosedRange<UInt64> { #expect(want(ticket, send) == []) }
        #expect(want(5, send) == [.refuse(5, .crowded)])
        limiter = RateLimiter(limits)
        for ticket in 1...2 as ClosedRange<UInt64> {
            _ = want(ticket, MessageRoute.create(in: Snowflake(ticket)).route)
        }
        #expect(want(3, MessageRoute.create(in: Snowflake(3)).route) == [.refuse(3, .crowded)])
        _ = done(1, headers(4, resetAfter: 1, bucket: "x"))
        _ = done(2, headers(4, resetAfter: 1, bucket: "x"))
        #expect(want(4, MessageRoute.create(in: Snowflake(3)).route, at: 2) == [.send(4)])
    }

    @Test mutating func `a bucket that is renamed is learned anew`() {
        _ = want(1, send)
        _ = done(1, headers(0, resetAfter: 50, bucket: "old"))
        _ = want(2, elsewhere)
        _ = done(2, headers(4, bucket: "new"))
        #expect(want(3, send) == [.send(3)])
    }
}
