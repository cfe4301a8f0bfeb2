import AsyncHTTPClient
import Inference
import Logging
import Metrics
import NIOHTTP1
import ServiceLifecycle
import Synchronization

/// A server of ours that runs as a child process: started, watched, started again, and gone when we are.
///
/// It picks its own port and prints its address; `/health` there says how it does.
final class SupervisedChild: Service {
    struct Settings: Sendable {
        /// What logs, metrics and errors call it.
        var name: String
        /// What it is busy with until it is ready: "loading SmolLM2-135M (94 MB)".
        var loading: String
        var command: ChildCommand
        var policy = RestartPolicy()
        /// A child that is not ready by then is ended.
        var startLimit: Duration = .seconds(600)
        var checkWhileStarting: Duration = .milliseconds(250)
        var checkWhenReady: Duration = .seconds(10)
        /// How often missing files are looked for.
        var lookForFiles: Duration = .seconds(30)
    }

    let settings: Settings
    let logger: Logger
    let clock: any Clock<Duration>
    private let missing: @Sendable () -> String?
    private let client: HTTPClient
    private let jitter: @Sendable () -> Double
    private let readiness: Readiness<String>
    /// Nil until it is supervised.
    private let status: Mutex<EngineState?>

    /// - Parameter missing: which of its files are not there, as a sentence that says what to do; nil where all are.
    init(
        _ settings: Settings, missing: @escaping @Sendable () -> String?, client: HTTPClient,
        clock: any Clock<Duration>, jitter: @escaping @Sendable () -> Double, logger: Logger
    ) {
        self.settings = settings
        self.missing = missing
        self.client = client
        self.clock = clock
        self.jitter = jitter
        self.logger = logger
        readiness = Readiness(provider: settings.name)
        status = Mutex(nil)
    }

    var state: EngineState {
        status.withLock { $0 } ?? missing().map(EngineState.missing) ?? .loading(settings.loading)
    }

    /// Where it listens, such as `http://127.0.0.1:40017`; nil while it is not ready.
    var address: String? { readiness.current }

    /// Where it listens, waiting for it while it loads.
    func address(within limit: Duration) async throws -> String {
        try await readiness.value(within: limit, clock: clock)
    }

    /// Keeps the child running until the program stops; returns when it is gone.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            // Nothing but cancellation ends the supervision.
            try? await self.supervise()
        }
        become(.failed("stopped"), .never(.unreachable(provider: settings.name, reason: "we are stopping")))
    }

    private func supervise() async throws {
        var policy = settings.policy
        while true {
            try await filesArePresent()
            become(.loading(settings.loading), .notYet)
            let end = await runOnce()
            try Task.checkCancellation()
            logger.warning(
                "engine ended",
                metadata: ["engine": "\(settings.name)", "how": "\(end.how)", "was_ready": "\(end.healthyFor != nil)"])
            switch policy.ended(healthyFor: end.healthyFor, jitter: jitter()) {
            case .restart(let wait):
                become(.failed("\(settings.name) ended (\(end.how)) and is started again"), .notYet)
                try await clock.sleep(for: wait)
                Counter(label: "acore_engine_restarts_total", dimensions: [("engine", settings.name)]).increment()
            case .giveUp:
                let sentence = "\(settings.name) does not start (\(end.how)); see the log, then start acore again"
                become(.failed(sentence), .never(.unreachable(provider: settings.name, reason: sentence)))
                return try await gracefulShutdown()
            }
        }
    }

    private func filesArePresent() async throws {
        while let sentence = missing() {
            become(.missing(sentence), .never(.noModel(reason: sentence)))
            try await clock.sleep(for: settings.lookForFiles)
        }
    }

    private func become(_ state: EngineState, _ condition: Readiness<String>.Condition) {
        let isNews = status.withLock { status in
            defer { status = state }
            return status != state
        }
        readiness.set(condition)
        guard isNews else { return }
        Gauge(label: "acore_engine_ready", dimensions: [("engine", settings.name)]).record(state == .ready ? 1 : 0)
        logger.info("engine", metadata: ["engine": "\(settings.name)", "state": "\(state)"])
    }
}

extension SupervisedChild {
    /// How a run of the child ended, and how long it had been ready.
    private struct End {
        var how: String
        var healthyFor: Duration?
    }

    private func runOnce() async -> End {
        let readySince = Mutex<(@Sendable () -> Duration)?>(nil)
        let how = await settings.command.run(named: settings.name, logger: logger) { addresses in
            await self.watch(addresses) { readySince.withLock { $0 = $0 ?? stopwatch(self.clock) } }
        }
        return End(how: how, healthyFor: readySince.withLock { $0?() })
    }

    /// Checks the child's health until it is dead or never came up, and says which.
    private func watch(_ addresses: AsyncStream<String>, whenReady: @escaping @Sendable () -> Void) async -> String {
        await withTaskGroup(of: String?.self) { group in
            group.addTask {
                guard let address = await addresses.first(where: { _ in true }) else { return nil }
                await self.check(address, whenReady: whenReady)
                return "is not healthy"
            }
            group.addTask {
                // A cancelled wait has nothing to say.
                guard (try? await self.clock.sleep(for: self.settings.startLimit)) != nil else { return nil }
                return self.address == nil ? "was not ready in time" : nil
            }
            defer { group.cancelAll() }
            for await end in group { if let end { return end } }
            return "was stopped"
        }
    }

    /// Returns when the child at the address is dead.
    private func check(_ address: String, whenReady: () -> Void) async {
        var health = ChildHealth()
        let upstream = Upstream(provider: settings.name, base: address, client: client)
        while !Task.isCancelled {
            let isHealthy = await isHealthy(upstream)
            if Task.isCancelled { return }
            switch health.handle(isHealthy: isHealthy) {
            case .starting: break
            case .dead: return
            case .ready:
                whenReady()
                become(.ready, .ready(address))
            }
            // A cancelled sleep ends the loop above.
            try? await clock.sleep(for: health.wasReady ? settings.checkWhenReady : settings.checkWhileStarting)
        }
    }

    private func isHealthy(_ upstream: Upstream) async -> Bool {
        do {
            let limits = AnswerLimits(within: .seconds(5))
            var answer = try await upstream.ask(.GET, "/health", limits: limits)
            while try await answer.next() != nil {}
            return true
        } catch {
            logger.trace("engine health", metadata: ["engine": "\(settings.name)", "error": "\(error)"])
            return false
        }
    }
}

/// Says how much time of the clock has passed since.
func stopwatch<C: Clock>(_ clock: C) -> @Sendable () -> Duration where C.Duration == Duration {
    let start = clock.now
    return { start.duration(to: clock.now) }
}
