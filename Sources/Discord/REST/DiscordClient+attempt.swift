import AsyncHTTPClient
import DiscordModel
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import Telemetry

extension DiscordClient {
    /// What came of sending a request once.
    struct Attempt {
        /// Nil where no answer came.
        var headers: ResponseHeaders?
        var outcome = RateLimiter.Outcome.done
        var result: Result<[UInt8], any Error>
    }

    private struct Reply: Sendable {
        let status: Int
        let headers: ResponseHeaders
        let body: [UInt8]
    }

    /// How much of a refusal's body is read: it has only to say why.
    private static let refusalLimit = 64 << 10

    /// Sends it once and judges the answer.
    func attempt(_ request: Request, tried: Int) async -> Attempt {
        let began = timeline.now()
        do {
            let reply = try await withTimeLimit(request.hasFiles ? settings.uploadLimit : settings.timeLimit) {
                try await self.exchange(request)
            }
            DiscordMetrics.answered(request.route, status: reply.status, took: timeline.now() - began)
            return judge(reply, request, tried: tried)
        } catch {
            if Task.isCancelled { return Attempt(result: .failure(CancellationError())) }
            let fault = Fault(error)
            DiscordMetrics.failed(request.route)
            return again(request, fault.error, tried: tried, isUnsent: fault.isUnsent)
        }
    }

    // MARK: Judging

    private func judge(_ reply: Reply, _ request: Request, tried: Int) -> Attempt {
        let status = reply.status
        if (200..<300).contains(status) { return Attempt(headers: reply.headers, result: .success(reply.body)) }
        if RetryPolicy.isPassing(status: status) {
            return again(
                request, .failing(status: status), tried: tried, headers: reply.headers,
                stated: reply.headers.retryAfter)
        }
        let answer = ErrorAnswer(reply.body)
        // Cloudflare turns away whom it has banned before Discord is asked, and with a page.
        let isEdge = answer == nil && (status == 429 || (status == 403 && reply.headers.isPage))
        if status == 429 || isEdge { return throttled(reply, isEdge ? nil : answer ?? ErrorAnswer(), request) }
        note(status, scope: nil, request)
        return refused(reply, answer ?? ErrorAnswer(), request, tried: tried)
    }

    private func throttled(_ reply: Reply, _ answer: ErrorAnswer?, _ request: Request) -> Attempt {
        let throttle = Throttle(reply.headers, answer: answer)
        DiscordMetrics.throttled(throttle.scope)
        logger.warning(
            "told to wait",
            metadata: [
                "route": "\(request.route.label)", "scope": "\(throttle.scope)",
                "seconds": "\(throttle.wait.map { "\($0 / .seconds(1))" } ?? "?")",
            ])
        note(reply.status, scope: throttle.scope, request)
        return Attempt(
            headers: reply.headers, outcome: .throttled(throttle),
            result: .failure(DiscordError.rateLimited(wait: throttle.wait)))
    }

    private func refused(_ reply: Reply, _ answer: ErrorAnswer, _ request: Request, tried: Int) -> Attempt {
        let isDone = tried > 1 && Self.saysDone(reply.status, answer.code, request.route)
        if isDone { return Attempt(headers: reply.headers, result: .success([])) }
        if reply.status == 401, request.route.isAuthorized {
            return Attempt(headers: reply.headers, result: .failure(DiscordError.tokenRefused))
        }
        let refusal = DiscordError.Refusal(
            route: request.route.label, status: reply.status, code: answer.code, message: answer.message,
            faults: answer.faults)
        let now = timeline.now()
        state.withLock {
            $0.denials.note(
                request.route, hasFiles: request.hasFiles, status: reply.status, code: answer.code, at: now)
        }
        // Who asked knows best whether that is worth more than this; a storm of them is told by the breaker.
        logger.debug("refused", metadata: ["error": "\(DiscordError.refused(refusal))"])
        return Attempt(headers: reply.headers, result: .failure(DiscordError.refused(refusal)))
    }

    /// An earlier try, whose answer was lost, did what was asked.
    private static func saysDone(_ status: Int, _ code: Int, _ route: Route) -> Bool {
        route.method == .delete && status == 404 || code == 40060
    }

    private func again(
        _ request: Request, _ error: DiscordError, tried: Int, headers: ResponseHeaders? = nil,
        stated: Duration? = nil, isUnsent: Bool = false
    ) -> Attempt {
        guard request.isRepeatable || isUnsent, error.remedy == .later,
            let wait = settings.retries.wait(tried: tried, chance: chance(), stated: stated)
        else { return Attempt(headers: headers, result: .failure(error)) }
        logger.notice(
            "tried again",
            metadata: ["route": "\(request.route.label)", "try": "\(tried)", "error": "\(error)"])
        return Attempt(headers: headers, outcome: .again(after: wait), result: .failure(error))
    }

    private func note(_ status: Int, scope: Throttle.Scope?, _ request: Request) {
        let now = timeline.now()
        let notice = state.withLock {
            $0.breaker.note(status: status, scope: scope, isAuthorized: request.route.isAuthorized, at: now)
        }
        if [401, 403, 429].contains(status), scope != .shared { DiscordMetrics.invalid(status) }
        switch notice {
        case .warning(let count):
            logger.warning("many refusals", metadata: ["count": "\(count)", "minutes": "10"])
        case .opened: logger.critical("too many refusals: nothing is sent to Discord for ten minutes")
        case .tokenRefused: logger.critical("Discord does not accept the token: nothing is sent with it any more")
        case nil: break
        }
    }

    // MARK: The wire

    private func exchange(_ request: Request) async throws -> Reply {
        let response = try await http.execute(wire(request), deadline: .distantFuture, logger: nil)
        let status = Int(response.status.code)
        let headers = ResponseHeaders(response.headers.lazy.map { ($0.name, $0.value) })
        let isGood = (200..<300).contains(status)
        let limit = isGood ? settings.answerLimit : Self.refusalLimit
        var body: [UInt8] = []
        do {
            for try await piece in response.body {
                body += piece.readableBytesView.prefix(limit + 1 - body.count)
                guard body.count <= limit else { break }
            }
        } catch  where !isGood && !Task.isCancelled {
            logger.debug("a refusal broke off", metadata: ["status": "\(status)"])  // its status says enough
        }
        if isGood, body.count > limit { throw DiscordError.tooLarge(limit: limit) }
        return Reply(status: status, headers: headers, body: body)
    }

    private func wire(_ request: Request) -> HTTPClientRequest {
        var wire = HTTPClientRequest(url: Self.trimmed(settings.baseURL) + request.route.target)
        wire.method = HTTPMethod(rawValue: request.route.method.rawValue)
        wire.headers.add(name: "user-agent", value: settings.agent)
        if request.route.isAuthorized {
            wire.headers.add(name: "authorization", value: "Bot \(settings.token.exposed)")
        }
        if let reason = request.reason {
            wire.headers.add(name: "x-audit-log-reason", value: PercentEncoding.encode(String(reason.prefix(512))))
        }
        if let body = request.body {
            wire.headers.add(name: "content-type", value: request.contentType)
            wire.body = .bytes(body)
        }
        return wire
    }

    private static func trimmed(_ base: String) -> Substring {
        base.hasSuffix("/") ? base.dropLast() : base[...]
    }

    private func withTimeLimit<Value: Sendable>(
        _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let end = timeline.now() + limit
        return try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await work() }
            group.addTask { [timeline] in
                try await timeline.sleep(end)
                throw DiscordError.timedOut(limit: limit)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }
}

extension ResponseHeaders {
    fileprivate var isPage: Bool { contentType.hasPrefix("text/html") }
}

/// Why no answer came.
private struct Fault {
    let error: DiscordError
    /// Discord cannot have seen the request.
    let isUnsent: Bool

    init(_ error: any Error) {
        switch error {
        case let known as DiscordError: (self.error, isUnsent) = (known, false)
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            (self.error, isUnsent) = (.unreachable(reason: "no connection"), true)
        case is NIOConnectionError, ChannelError.connectTimeout:
            (self.error, isUnsent) = (.unreachable(reason: "no connection"), true)
        case let error as HTTPClientError where error == .connectTimeout:
            (self.error, isUnsent) = (.unreachable(reason: "no connection"), true)
        case let error as HTTPClientError where [.invalidURL, .emptyHost, .emptyScheme].contains(error):
            (self.error, isUnsent) = (.unsendable(reason: "the base URL is no address"), false)
        case let error as HTTPClientError:
            (self.error, isUnsent) = (.unreachable(reason: error.shortDescription), false)
        default: (self.error, isUnsent) = (.unreachable(reason: "\(type(of: error))"), false)
        }
    }
}
