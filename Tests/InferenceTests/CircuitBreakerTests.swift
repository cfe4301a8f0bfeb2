import Testing

@testable import Inference

@Suite struct CircuitBreakerTests {
    private static let rules: CircuitBreaker.Rules = {
        var rules = CircuitBreaker.Rules()
        rules.inARow = 3
        rules.window = 10
        rules.coolDown = .seconds(5)
        rules.longestCoolDown = .seconds(15)
        return rules
    }()

    private func fail(_ breaker: inout CircuitBreaker, times: Int, now: Duration = .zero) {
        for _ in 0..<times { if let pass = breaker.admit(now: now) { breaker.failed(pass, now: now) } }
    }

    private func pass(_ breaker: inout CircuitBreaker, now: Duration) throws -> CircuitBreaker.Pass {
        let pass = breaker.admit(now: now)
        return try #require(pass)
    }

    @Test func `failures in a row open it`() {
        var breaker = CircuitBreaker(Self.rules)
        fail(&breaker, times: 2)
        #expect(breaker.state(now: .zero) == .closed)
        fail(&breaker, times: 1)
        #expect(breaker.state(now: .zero) == .open)
        #expect(breaker.admit(now: .seconds(4)) == nil)
    }

    @Test func `a success in between begins the count anew`() throws {
        var breaker = CircuitBreaker(Self.rules)
        fail(&breaker, times: 2)
        let call = try pass(&breaker, now: .zero)
        breaker.succeeded(call)
        fail(&breaker, times: 2)
        #expect(breaker.state(now: .zero) == .closed)
    }

    @Test func `half of the last calls failing opens it too`() throws {
        var breaker = CircuitBreaker(Self.rules)
        for _ in 0..<4 {
            fail(&breaker, times: 1)
            let call = try pass(&breaker, now: .zero)
            breaker.succeeded(call)
        }
        #expect(breaker.state(now: .zero) == .closed)
        let call = try pass(&breaker, now: .zero)
        breaker.succeeded(call)
        fail(&breaker, times: 1)
        #expect(breaker.state(now: .zero) == .open)
    }

    @Test func `cooled down, it lets exactly one probe through`() throws {
        var breaker = CircuitBreaker(Self.rules)
        fail(&breaker, times: 3)
        #expect(breaker.state(now: .seconds(5)) == .halfOpen)
        let probe = try pass(&breaker, now: .seconds(5))
        #expect(breaker.admit(now: .seconds(500)) == nil)
        breaker.succeeded(probe)
        #expect(breaker.state(now: .seconds(500)) == .closed)
        #expect(breaker.admit(now: .seconds(500)) != nil)
    }

    @Test func `each failed probe doubles the time, up to the longest`() throws {
        var breaker = CircuitBreaker(Self.rules)
        fail(&breaker, times: 3)
        var now = Duration.seconds(5)
        for wait in [10, 15, 15] {
            let call = try pass(&breaker, now: now)
            breaker.failed(call, now: now)
            #expect(breaker.admit(now: now + .seconds(wait) - .milliseconds(1)) == nil)
            now += .seconds(wait)
        }
        let call = try pass(&breaker, now: now)
        breaker.succeeded(call)
        fail(&breaker, times: 3, now: now)
        #expect(breaker.state(now: now + .seconds(5)) == .halfOpen, "after a success the time is short again")
    }

    @Test func `a probe that was given up is not lost`() throws {
        var breaker = CircuitBreaker(Self.rules)
        fail(&breaker, times: 3)
        let call = try pass(&breaker, now: .seconds(5))
        breaker.abandoned(call)
        #expect(breaker.admit(now: .seconds(5)) != nil)
    }

    @Test func `what calls of an earlier time learnt is no news`() throws {
        var breaker = CircuitBreaker(Self.rules)
        let slow = [breaker.admit(now: .zero), breaker.admit(now: .zero)].compactMap { $0 }
        fail(&breaker, times: 3)
        breaker.succeeded(slow[0])
        #expect(breaker.state(now: .zero) == .open)
        breaker.failed(slow[1], now: .seconds(4))
        #expect(breaker.state(now: .seconds(5)) == .halfOpen)
    }
}
