package import DiscordModel
package import Foundation
import Synchronization

/// Discord's REST API over a world: who may ask, how often, what is right, what it does.
///
/// Sockets are ``RESTListener``'s business: here a request's bytes go in and an answer's bytes come out.
package final class REST: Sendable {
    private struct Notes: Sendable {
        var limits = RateLimits()
        var requests: [RecordedRequest] = []
        var violations: [Violation] = []
    }

    /// Requests and violations kept; beyond it the oldest are forgotten.
    static let noteLimit = 5_000

    let world: World
    private let description: APIDescription?
    private let gateway: @Sendable (Snowflake) -> JSON
    private let now: @Sendable () -> Date
    private let onViolation: @Sendable (Violation) -> Void
    private let checksAnswers: Bool
    private let notes = Mutex(Notes())

    /// - Parameters:
    ///   - description: what requests are checked against; nil checks nothing.
    ///   - checksAnswers: ours, too.
    ///   - gateway: what `GET /gateway/bot` answers a bot.
    ///   - onViolation: called for each; tests let it fail them.
    package init(
        world: World, description: APIDescription?, checksAnswers: Bool = false,
        gateway: @escaping @Sendable (Snowflake) -> JSON = { _ in [:] },
        now: @escaping @Sendable () -> Date = { Date() },
        onViolation: @escaping @Sendable (Violation) -> Void = { _ in }
    ) {
        self.world = world
        self.description = description
        self.checksAnswers = checksAnswers
        self.gateway = gateway
        self.now = now
        self.onViolation = onViolation
    }

    package var requests: [RecordedRequest] { notes.withLock { $0.requests } }
    package var violations: [Violation] { notes.withLock { $0.violations } }
    /// 401, 403 and 429 (not of scope `shared`) in the present ten minutes.
    package var refused: Int { notes.withLock { $0.limits.refused } }

    /// Whether rate limits are kept. For tests of other things.
    package func setLimits(enforced: Bool) { notes.withLock { $0.limits.isEnforced = enforced } }

    /// Another limit than Discord's usual one.
    package func setLimit(_ method: String, _ template: String, requests: Int, seconds: Double) {
        notes.withLock { $0.limits.set(.init(requests: requests, seconds: seconds), method, template) }
    }

    // MARK: Answering

    func answer(_ request: IncomingRequest) -> Reply {
        let moment = now()
        if notes.withLock({ $0.limits.isShutOut(at: moment) }) { return .shutOut }
        guard let path = request.apiPath else { return file(request, at: moment) }
        let reply: Reply
        do {
            reply = try perform(request, path, at: moment)
        } catch {
            reply = Reply(error)
            note(request, path, route: nil, body: .null, files: [], status: error.status, at: moment)
        }
        let isShared = reply.headers.contains { $0.0 == "X-RateLimit-Scope" && $0.1 == "shared" }
        notes.withLock { $0.limits.note(status: reply.status, isShared: isShared, now: moment) }
        return reply
    }

    private func perform(_ request: IncomingRequest, _ path: [String], at moment: Date) throws(Refusal) -> Reply {
        // Bots must say what they are; webhooks and interactions may be used by anything.
        if request.header("authorization") != nil {
            guard request.header("user-agent")?.hasPrefix("DiscordBot") ?? false else { throw .blockedAgent }
        }
        let (route, parameters) = try found(request.method, path)
        let application = try caller(request, route)
        let verdict = notes.withLock {
            $0.limits.count(
                route, parameters, caller: route.access == .token ? nil : application?.token ?? "", now: moment)
        }
        guard case .pass(let headers) = verdict else {
            note(request, path, route: route, body: .null, files: [], status: 429, at: moment)
            return Reply(verdict)
        }
        let content = try BodyReader(request.body, contentType: request.header("content-type"))
        var call = Call(
            route: route, parameters: parameters, query: request.query, body: content.json, files: content.files,
            application: application)
        if path.first == "gateway" { call.gateway = gateway(call.bot) }
        check(call, hasBody: !request.body.isEmpty)
        let answer = act(call)
        note(
            request, path, route: route, body: call.body, files: content.files.values.map(\.name),
            status: answer.status, at: moment)
        return Reply(answer, headers: headers)
    }

    private func found(_ method: String, _ path: [String]) throws(Refusal) -> (Route, [String: String]) {
        switch RouteTable.all.find(method, path) {
        case .route(let route, let parameters): return (route, parameters)
        case .otherMethod: throw .methodNotAllowed
        case .nothing: throw .notFound
        }
    }

    /// A token that is given must be right, also where none is needed.
    private func caller(_ request: IncomingRequest, _ route: Route) throws(Refusal) -> BotApplication? {
        guard let token = request.header("authorization") else {
            if route.access == .bot { throw .unauthorized }
            return nil
        }
        let application = world.look { state in
            state.applications.values.first { "Bot \($0.token)" == token }
        }
        guard let application else { throw .unauthorized }
        return application
    }

    private func act(_ call: Call) -> Answer {
        do {
            let answer = try world.change { state throws(Refusal) in try call.route.act(call, &state) }
            if checksAnswers, let faults = description?.faults(in: answer, to: call.route), !faults.isEmpty {
                add(Violation(side: .answer, route: call.route.name, faults: faults))
            }
            return answer
        } catch {
            return Answer(status: error.status, body: error.body)
        }
    }

    private func check(_ call: Call, hasBody: Bool) {
        guard let faults = description?.faults(in: call, hasBody: hasBody), !faults.isEmpty else { return }
        add(Violation(side: .request, route: call.route.name, faults: faults))
    }

    // MARK: Files

    /// The CDN: attachments at signed addresses, and a picture for every avatar.
    private func file(_ request: IncomingRequest, at moment: Date) -> Reply {
        guard request.method == "GET" || request.method == "HEAD" else { return Reply(.methodNotAllowed) }
        if ["/avatars/", "/embed/", "/icons/"].contains(where: request.path.hasPrefix) { return .picture }
        let query = Dictionary(request.query.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        let file = world.look { $0.files.file(at: request.path, query: query, now: moment) }
        return file.map { Reply(file: $0) } ?? .noFile
    }

    // MARK: Notes

    private func note(
        _ request: IncomingRequest, _ path: [String], route: Route?, body: JSON, files: [String], status: Int,
        at moment: Date
    ) {
        let reason = request.header("x-audit-log-reason").map { $0.removingPercentEncoding ?? $0 }
        let recorded = RecordedRequest(
            method: request.method, path: "/" + path.joined(separator: "/"), query: request.queryText,
            route: route?.template ?? "", reason: reason, body: body, files: files, status: status, at: moment)
        notes.withLock { notes in
            if notes.requests.count >= Self.noteLimit { notes.requests.removeFirst() }
            notes.requests.append(recorded)
        }
    }

    private func add(_ violation: Violation) {
        notes.withLock { notes in
            if notes.violations.count >= Self.noteLimit { notes.violations.removeFirst() }
            notes.violations.append(violation)
        }
        onViolation(violation)
    }
}

extension Route {
    var name: String { "\(method.rawValue) \(template)" }
}
