import Foundation
import HTTPTypes
import HummingbirdCore

/// Lets a request in or turns it away, by what its endpoint asks for.
struct Gatekeeper: Sendable {
    let sessions: WebSessions
    let keys: APIKeys
    let hosts: HostRule
    let cookie: SessionCookie

    /// - Throws: ``WebError``, 401 or 403.
    func admit(_ request: Request, to access: Endpoint.Access) async throws -> Caller {
        if access != .anybody, !hosts.allows(authority: request.head.authority) {
            throw WebError(.misdirectedRequest, "This page does not answer to that host name.", code: "wrong_host")
        }
        switch access {
        case .anybody: return .stranger
        case .signingIn:
            if !request.method.isReading { try requireOwnPage(request) }
            return .stranger
        case .page, .session: return try await person(request, access)
        case .key: return try await program(request)
        case .sessionOrKey:
            return try await request.bearer == nil ? person(request, access) : program(request)
        }
    }

    private func person(_ request: Request, _ access: Endpoint.Access) async throws -> Caller {
        guard let token = cookie.value(in: request), let session = try await sessions.session(for: token) else {
            throw access == .page ? signInFirst(request) : WebError(.unauthorized, "Sign in first.", code: "signed_out")
        }
        if !request.method.isReading {
            try requireOwnPage(request)
            guard Token.areEqual(request.headers[.acoreToken] ?? "", session.pageToken) else {
                throw WebError(.forbidden, "Reload the page and try again.", code: "bad_page_token")
            }
        }
        return .person(session)
    }

    /// What was asked for is carried along, so that a talk opens after signing in.
    private func signInFirst(_ request: Request) -> WebError {
        WebError(.seeOther, "Sign in first.", headers: [.location: "/sign-in" + request.uri.queryMark])
    }

    private func program(_ request: Request) async throws -> Caller {
        guard let bearer = request.bearer, let key = try await keys.key(for: bearer) else {
            throw WebError(
                .unauthorized, "This needs a valid API key: Authorization: Bearer ak_…", code: "invalid_api_key",
                headers: [.wwwAuthenticate: "Bearer"])
        }
        return .program(key)
    }

    private func requireOwnPage(_ request: Request) throws {
        let isOwn = hosts.isOwnPage(
            origin: request.headers[.origin], fetchSite: request.headers[.secFetchSite],
            authority: request.head.authority)
        guard isOwn else { throw WebError(.forbidden, "Another site may not do this.", code: "foreign_origin") }
    }
}

extension HTTPRequest.Method {
    /// Whether a request with it changes nothing.
    var isReading: Bool { self == .get || self == .head }
}

extension URI {
    /// The query with its `?`; empty where there is none.
    var queryMark: String { query.map { "?\($0)" } ?? "" }
}

extension Request {
    /// The API key in `Authorization: Bearer …`.
    var bearer: String? {
        guard let value = headers[.authorization] else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : nil
    }
}
