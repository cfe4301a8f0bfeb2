import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import Metrics
import Synchronization

/// Signing in and out, and changing the password.
final class SignInRoutes: Sendable {
    private let accounts: Accounts
    private let sessions: WebSessions
    private let cookie: SessionCookie
    private let now: @Sendable () -> Date
    private let logger: Logger
    private let limits = Mutex(SignInLimits())

    init(
        accounts: Accounts, sessions: WebSessions, cookie: SessionCookie, logger: Logger,
        now: @escaping @Sendable () -> Date
    ) {
        self.accounts = accounts
        self.sessions = sessions
        self.cookie = cookie
        self.logger = logger
        self.now = now
    }

    var endpoints: [Endpoint] {
        [
            Endpoint(.post, "/api/session", .signingIn) { request, visit in
                let wish = try await JSONBody.read(SignIn.self, from: &request, upTo: 4096)
                return try await self.signIn(wish, from: visit.address, replacing: self.cookie.value(in: request))
            },
            Endpoint(.delete, "/api/session", .session) { _, visit in try await self.signOut(visit) },
            Endpoint(.put, "/api/password", .session) { request, visit in
                try await self.changePassword(JSONBody.read(PasswordChange.self, from: &request, upTo: 4096), visit)
            },
        ]
    }

    private func signIn(_ wish: SignIn, from address: CallerAddress, replacing old: String?) async throws -> Response {
        let account = try await guarded(from: address) {
            try await self.accounts.signIn(name: wish.name, password: wish.password)
        }
        guard let account else {
            logger.notice("sign-in refused", metadata: ["address": "\(address)"])
            throw WebError(.unauthorized, "This name and password do not belong together.", code: "wrong_password")
        }
        return signedIn(try await sessions.start(for: account, replacing: old))
    }

    private func changePassword(_ wish: PasswordChange, _ visit: Visit) async throws -> Response {
        guard let session = visit.caller.session else { throw WebError.unexpected }
        guard Accounts.passwordLengths.contains(wish.new.count) else {
            let lengths = Accounts.passwordLengths
            throw WebError(
                .badRequest, "A password has \(lengths.lowerBound) to \(lengths.upperBound) characters.", field: "new")
        }
        let account = try await guarded(from: visit.address) {
            let wasRight = try await self.accounts.changePassword(
                of: session.userName, from: wish.current, to: wish.new)
            return wasRight ? try await self.accounts.signIn(name: session.userName, password: wish.new) : nil
        }
        guard let account else { throw WebError(.forbidden, "The current password is another one.", field: "current") }
        return signedIn(try await sessions.start(for: account, replacing: session.token))
    }

    private func signOut(_ visit: Visit) async throws -> Response {
        if let session = visit.caller.session { try await sessions.end(session) }
        var response = Response.done
        response.headers[.setCookie] = cookie.clearing
        return response
    }

    private func signedIn(_ session: Session) -> Response {
        var response = Response.done
        response.headers[.setCookie] = cookie.field(for: session.token)
        return response
    }

    /// Lets nobody guess more often than ``SignInLimits`` allows.
    private func guarded(
        from address: CallerAddress, _ guess: @Sendable () async throws -> Account?
    ) async throws -> Account? {
        let now = now()
        if case .locked(let seconds) = limits.withLock({ $0.begin(from: address, at: now) }) {
            count("locked")
            throw WebError(
                .tooManyRequests, "Too many tries. Wait \((seconds + 59) / 60) minutes.", code: "locked",
                retryAfter: seconds)
        }
        do {
            let account = try await guess()
            if account != nil { limits.withLock { $0.forgive(address, begunAt: now) } }
            count(account == nil ? "wrong" : "right")
            return account
        } catch {
            limits.withLock { $0.forgive(address, begunAt: now) }
            throw error
        }
    }

    private func count(_ result: String) {
        Counter(label: "acore_sign_ins_total", dimensions: [("result", result)]).increment()
    }
}

private struct SignIn: Decodable, Sendable {
    let name: String
    let password: String
}

private struct PasswordChange: Decodable, Sendable {
    let current: String
    let new: String
}
