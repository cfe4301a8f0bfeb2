import Inference
import Testing

@testable import Engines

@Suite struct RestartPolicyTests {
    @Test func `waits double up to a minute`() {
        var policy = RestartPolicy()
        let waits = (0..<9).map { _ in policy.ended(healthyFor: .seconds(1), jitter: 0.5) }
        #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60, 60].map { .restart(after: .seconds($0)) })
    }

    @Test func `jitter spreads a wait by a fifth to both sides`() {
        for (jitter, milliseconds) in [(0.0, 800), (1.0, 1_200), (-5, 800), (7, 1_200)] {
            var policy = RestartPolicy()
            guard case .restart(let wait) = policy.ended(healthyFor: .zero, jitter: jitter) else {
                Issue.record("given up")
                continue
            }
            #expect(Int((wait / .milliseconds(1)).rounded()) == milliseconds)
        }
    }

    @Test func `five healthy minutes are forgiveness`() {
        var policy = RestartPolicy()
        for _ in 0..<5 { _ = policy.ended(healthyFor: .seconds(299), jitter: 0.5) }
        #expect(policy.ended(healthyFor: .seconds(300), jitter: 0.5) == .restart(after: .seconds(1)))
    }

    @Test func `a child that never comes up is given up`() {
        var policy = RestartPolicy()
        for _ in 0..<7 { #expect(policy.ended(healthyFor: nil, jitter: 0.5) != .giveUp) }
        #expect(policy.ended(healthyFor: nil, jitter: 0.5) == .giveUp)
    }

    @Test func `one that did come up in between is not`() {
        var policy = RestartPolicy()
        for _ in 0..<7 { _ = policy.ended(healthyFor: nil, jitter: 0.5) }
        _ = policy.ended(healthyFor: .seconds(1), jitter: 0.5)
        #expect(policy.ended(healthyFor: nil, jitter: 0.5) == .restart(after: .seconds(60)))
    }

    @Test func `a hundred thousand restarts do not overflow`() {
        var policy = RestartPolicy()
        for _ in 0..<100_000 { _ = policy.ended(healthyFor: .zero, jitter: 0.5) }
        #expect(policy.ended(healthyFor: .zero, jitter: 0.5) == .restart(after: .seconds(60)))
    }
}

@Suite struct ChildHealthTests {
    @Test func `a child starts for as long as it likes, and may then miss two checks`() {
        var health = ChildHealth()
        for _ in 0..<100 {
            let verdict = health.handle(isHealthy: false)
            #expect(verdict == .starting)
        }
        #expect(!health.wasReady)
        let verdicts = [true, false, false, true, false, false, false].map { health.handle(isHealthy: $0) }
        #expect(verdicts == [.ready, .ready, .ready, .ready, .ready, .ready, .dead])
        #expect(health.wasReady)
    }
}

@Suite struct ReadinessTests {
    private let readiness = Readiness<Int>(provider: "p")
    private let clock = ContinuousClock()

    @Test func `what is ready is given at once`() async throws {
        readiness.set(.ready(7))
        #expect(readiness.current == 7)
        #expect(try await readiness.value(within: .zero, clock: clock) == 7)
    }

    @Test(.timeLimit(.minutes(1))) func `those who wait are told`() async throws {
        let readiness = readiness
        let values = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<10 {
                group.addTask { try await readiness.value(within: .seconds(600), clock: ContinuousClock()) }
            }
            readiness.set(.ready(7))
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(values == Array(repeating: 7, count: 10))
    }

    @Test func `nobody waits longer than the limit`() async throws {
        await #expect(throws: InferenceError.loading(provider: "p")) {
            try await readiness.value(within: .milliseconds(1), clock: clock)
        }
    }

    @Test func `what will never be ready says why`() async throws {
        readiness.set(.never(.noModel(reason: "gone")))
        await #expect(throws: InferenceError.noModel(reason: "gone")) {
            try await readiness.value(within: .seconds(600), clock: clock)
        }
        readiness.set(.notYet)
        #expect(readiness.current == nil)
    }

    @Test(.timeLimit(.minutes(1))) func `a cancelled wait ends`() async throws {
        let readiness = readiness
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    _ = try await readiness.value(within: .seconds(600), clock: ContinuousClock())
                    return false
                } catch { return error is CancellationError }
            }
            group.cancelAll()
            #expect(await group.next() == true)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `the 257th is turned away`() async throws {
        let readiness = readiness
        await withTaskGroup(of: InferenceError?.self) { group in
            for _ in 0..<257 {
                group.addTask {
                    do {
                        _ = try await readiness.value(within: .seconds(600), clock: ContinuousClock())
                        return nil
                    } catch { return error as? InferenceError }
                }
            }
            #expect(await group.next() == .busy(provider: "p", reason: "too many wait for it to load"))
            group.cancelAll()
        }
    }
}
