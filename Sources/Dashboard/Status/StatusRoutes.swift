import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// How the program is doing: at a glance, as it changes, and for Prometheus.
struct StatusRoutes: Sendable {
    /// Browsers that watch at the same time; further ones are told to ask again.
    static let watcherLimit = 50
    /// How often it is asked whether who watches is still signed in.
    static let admitEvery: Duration = .seconds(15)
    /// How often a change is looked for.
    static let lookEvery: Duration = .seconds(1)

    let status: LiveStatus
    let sessions: WebSessions
    let clock: any Clock<Duration>
    private let watchers = Slots(watcherLimit)

    init(status: LiveStatus, sessions: WebSessions, clock: any Clock<Duration>) {
        self.status = status
        self.sessions = sessions
        self.clock = clock
    }

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/health", .anybody) { _, _ in .json(["status": status.isReady() ? "ok" : "loading"]) },
            Endpoint(.get, "/metrics", .sessionOrKey) { _, _ in
                .text(status.metrics(), type: "text/plain; version=0.0.4; charset=utf-8")
            },
            Endpoint(.get, "/api/status", .sessionOrKey) { _, _ in .json(await status.snapshot()) },
            Endpoint(.get, "/api/events", .session) { request, visit in try watch(request, visit) },
        ]
    }

    private func watch(_ request: Request, _ visit: Visit) throws -> Response {
        guard let session = visit.caller.session else { throw WebError.unexpected }
        guard let place = watchers.take() else {
            throw WebError(.serviceUnavailable, "Too many browsers watch already.", retryAfter: 15)
        }
        return EventStream.response(to: request, on: visit.channel, endsAtOnce: true) { events in
            defer { place.giveBack() }
            try await follow(&events, for: session)
        }
    }

    private func follow(_ events: inout EventStream, for session: Session) async throws {
        var last: StatusSnapshot?
        var admitted: Duration = .zero
        while true {
            let snapshot = await status.snapshot()
            if snapshot.isNews(after: last) {
                try await events.send("status", JSONText.encode(snapshot))
                last = snapshot
            }
            try await clock.sleep(for: Self.lookEvery)
            admitted += Self.lookEvery
            if admitted >= Self.admitEvery {
                guard try await sessions.isOpen(session) else { return }
                admitted = .zero
            }
        }
    }
}

extension StatusSnapshot {
    /// The passing of time alone is no news.
    fileprivate func isNews(after last: StatusSnapshot?) -> Bool {
        guard var last else { return true }
        last.uptime = uptime
        return self != last
    }
}
