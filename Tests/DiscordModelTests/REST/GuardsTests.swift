import Testing

@testable import DiscordModel

@Suite struct GuardsTests {
    @Test func `refusals are counted, warned of and stopped long before Discord bans`() {
        var breaker = InvalidRequestBreaker()
        var notices: [InvalidRequestBreaker.Notice] = []
        for number in 0..<1_000 {
            let now = Duration.milliseconds(number * 100)
            if let notice = breaker.note(status: 403, scope: nil, isAuthorized: true, at: now) {
                notices.append(notice)
            }
        }
        #expect(notices == [.warning(100), .opened])
        #expect(breaker.state(at: .seconds(100)) == .open(until: .milliseconds(99_900 + 600_000)))
        #expect(breaker.state(at: .seconds(700)) == .closed)
    }

    @Test func `refusals spread over hours and shared limits do not count`() {
        var breaker = InvalidRequestBreaker()
        for number in 0..<2_000 {
            let now = Duration.seconds(number * 7)
            #expect(breaker.note(status: 404, scope: nil, isAuthorized: true, at: now) == nil)
            #expect(breaker.note(status: 429, scope: .shared, isAuthorized: true, at: now) == nil)
            #expect(breaker.note(status: 403, scope: nil, isAuthorized: true, at: now) == nil)
        }
        #expect(breaker.state(at: .seconds(14_000)) == .closed)
    }

    @Test func `a token that is refused once is never used again, but a webhook's token is not ours`() {
        var breaker = InvalidRequestBreaker()
        #expect(breaker.note(status: 401, scope: nil, isAuthorized: false, at: .zero) == nil)
        #expect(breaker.state(at: .zero) == .closed)
        #expect(breaker.note(status: 401, scope: nil, isAuthorized: true, at: .zero) == .tokenRefused)
        #expect(breaker.state(at: .seconds(1 << 30)) == .tokenRefused)
    }

    @Test func `waits double with full jitter, five tries in all`() {
        let policy = RetryPolicy()
        #expect((1...4).map { policy.wait(tried: $0, chance: 1) } == [0.5, 1, 2, 4].map { .seconds($0) })
        #expect(policy.wait(tried: 3, chance: 0) == .zero)
        #expect(policy.wait(tried: 5, chance: 0) == nil)
        #expect(policy.wait(tried: 1, chance: 0, stated: .seconds(3)) == .seconds(3))
        #expect(policy.wait(tried: 1, chance: 0, stated: .seconds(300)) == nil)
        #expect([500, 502, 503, 504, 524].allSatisfy(RetryPolicy.isPassing))
        #expect(![501, 400, 404, 429, 200].contains(where: RetryPolicy.isPassing))
    }

    @Test func `a denial is remembered for five minutes, for the same request only`() {
        var memory = DenialMemory()
        let route = MessageRoute.create(in: Snowflake(1)).route
        memory.note(route, status: 403, code: 50013, at: .zero)
        #expect(memory.denial(of: route, at: .seconds(299)) == .init(status: 403, code: 50013))
        #expect(memory.denial(of: route, hasFiles: true, at: .zero) == nil)
        #expect(memory.denial(of: .messages(in: Snowflake(1), .newest), at: .zero) == nil)
        #expect(memory.denial(of: MessageRoute.create(in: Snowflake(2)).route, at: .zero) == nil)
        #expect(memory.denial(of: route, at: .seconds(300)) == nil)
    }

    @Test func `what was refused for its content is not remembered`() {
        var memory = DenialMemory()
        let route = MessageRoute.create(in: Snowflake(1)).route
        for (status, code) in [(403, 160002), (403, 200000), (400, 50035), (500, 0)] {
            memory.note(route, status: status, code: code, at: .zero)
        }
        #expect(memory.denial(of: route, at: .zero) == nil)
    }

    @Test func `a webhook that is gone is never used again, in any way`() {
        var memory = DenialMemory()
        memory.note(MessageRoute.execute(webhook: Snowflake(1), token: "a").route, status: 404, code: 10015, at: .zero)
        let delete = Route.deleteWebhookMessage(Snowflake(9), of: Snowflake(1), token: "a")
        memory.forget()
        #expect(memory.denial(of: delete, at: .seconds(1 << 20))?.code == 10015)
        #expect(memory.denial(of: MessageRoute.execute(webhook: Snowflake(1), token: "b").route, at: .zero) == nil)
    }

    @Test func `what changed may be asked again`() {
        var memory = DenialMemory()
        memory.note(.guild(Snowflake(1)), status: 404, code: 10004, at: .zero)
        memory.forget()
        #expect(memory.denial(of: .guild(Snowflake(1)), at: .zero) == nil)
    }

    @Test func `denials are bounded, the oldest go first`() {
        var memory = DenialMemory()
        let count = UInt64(DenialMemory.limit) + 1
        for id in 1...count { memory.note(.guild(Snowflake(id)), status: 404, code: 10004, at: .zero) }
        #expect(memory.denial(of: .guild(Snowflake(1)), at: .zero) == nil)
        #expect(memory.denial(of: .guild(Snowflake(count)), at: .zero) != nil)
    }
}
