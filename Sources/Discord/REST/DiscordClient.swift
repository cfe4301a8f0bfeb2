package import AsyncHTTPClient
package import DiscordModel
package import Logging
import Synchronization
package import Telemetry

/// Discord's REST API: every request of the program goes through here, waits its turn and is repeated where that helps.
///
/// <https://docs.discord.com/developers/reference>
package final class DiscordClient: Sendable {
    package struct Settings: Sendable {
        package static let discord = "https://discord.com/api/v10"

        package var baseURL = Settings.discord
        package var token: Secret
        /// `DiscordBot (url, version)`: without it Cloudflare may turn requests away. This program has no page in the
        /// world: a name that is promised to lead nowhere (RFC 6761) names nobody else's.
        package var agent: String
        /// From sending to the end of the answer, for each try.
        package var timeLimit = Duration.seconds(15)
        /// The same for requests with files.
        package var uploadLimit = Duration.seconds(90)
        /// How long a request waits for its turn before its sender is told.
        package var patience = Duration.seconds(15)
        /// The longest answer that is read.
        package var answerLimit = 8 << 20
        package var limits = RateLimiter.Limits()
        package var retries = RetryPolicy()

        package init(token: Secret, version: String) {
            self.token = token
            agent = "DiscordBot (https://acore.invalid, \(version))"
        }
    }

    struct State: Sendable {
        var breaker = InvalidRequestBreaker()
        var denials = DenialMemory()
    }

    let settings: Settings
    let http: HTTPClient
    let timeline: Timeline
    let turnstile: Turnstile
    let chance: @Sendable () -> Double
    let logger: Logger
    let state = Mutex(State())

    /// - Parameters:
    ///   - http: must not follow redirects: they would carry the token elsewhere.
    ///   - chance: anything in `0..<1`, for waits.
    package init(
        _ settings: Settings, http: HTTPClient, clock: any Clock<Duration> = ContinuousClock(),
        chance: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
        logger: Logger = Logger(label: "acore.discord.rest")
    ) {
        self.settings = settings
        self.http = http
        timeline = Timeline(clock)
        turnstile = Turnstile(RateLimiter(settings.limits), timeline: timeline)
        self.chance = chance
        self.logger = logger
    }

    /// Whoever still waits for a turn is told that it is over. The HTTP client is its owner's to close.
    package func close() async { await turnstile.close() }

    /// Permissions or channels changed: what was refused before may be asked again.
    package func forgetDenials() { state.withLock { $0.denials.forget() } }

    // MARK: Asking

    /// Asks, and reads the answer.
    func fetch<Answer: JSONReadable>(
        _ route: Route, as type: Answer.Type = Answer.self, body: (any Encodable & Sendable)? = nil,
        reason: String? = nil
    ) async throws -> Answer {
        try read(type, from: try await send(Request(route, body: body, reason: reason)), route)
    }

    /// Asks for something that is answered by nothing, or by what nobody wants.
    func call(_ route: Route, body: (any Encodable & Sendable)? = nil, reason: String? = nil) async throws {
        _ = try await send(Request(route, body: body, reason: reason))
    }

    func read<Answer: JSONReadable>(_ type: Answer.Type, from bytes: [UInt8], _ route: Route) throws -> Answer {
        do {
            return try Answer(json: bytes)
        } catch {
            throw DiscordError.garbled(reason: "\(route.label): \(error)")
        }
    }

    /// Sends a request, as often as it takes, and returns the body of a good answer.
    func send(_ request: Request) async throws -> [UInt8] {
        try permit(request)
        let ticket = turnstile.enter(request.route, patience: request.patience ?? settings.patience)
        var last: DiscordError?
        for tried in 1... {
            do {
                try await turnstile.turn(ticket)
            } catch RateLimiter.Refusal.silence(let wait) {
                throw DiscordError.silenced(wait: wait)
            } catch let refusal as RateLimiter.Refusal {
                throw last ?? DiscordError(refusal)
            }
            do {
                try permit(request)  // others may have learned something in the meantime
            } catch {
                turnstile.end(ticket, nil, .done)
                throw error
            }
            let attempt = await attempt(request, tried: tried)
            turnstile.end(ticket, attempt.headers, attempt.outcome)
            if attempt.outcome == .done { return try attempt.result.get() }
            if case .failure(let error) = attempt.result { last = error as? DiscordError }
            DiscordMetrics.repeated(request.route)
        }
        throw CancellationError()
    }

    /// What is known to be refused is not sent.
    private func permit(_ request: Request) throws {
        let now = timeline.now()
        try state.withLock { state in
            switch state.breaker.state(at: now) {
            case .tokenRefused: throw DiscordError.tokenRefused
            case .open(let until): throw DiscordError.silenced(wait: until - now)
            case .closed: break
            }
            guard let denial = state.denials.denial(of: request.route, hasFiles: request.hasFiles, at: now) else {
                return
            }
            throw DiscordError.refused(
                .init(
                    route: request.route.label, status: denial.status, code: denial.code, message: "",
                    isRemembered: true))
        }
    }
}

extension Route {
    /// For metrics and logs: no ids.
    var label: String { "\(method.rawValue) \(template)" }
}
