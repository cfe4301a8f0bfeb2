import Companion
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// The pages people see, and the files they are made of.
struct PageRoutes: Sendable {
    let files: WebFiles
    let sessions: WebSessions
    let cookie: SessionCookie

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/", .page) { _, visit in try page("chat", visit) },
            Endpoint(.get, "/settings", .page) { _, visit in try page("settings", visit) },
            Endpoint(.get, "/memory", .page) { _, visit in try page("memory", visit) },
            Endpoint(.get, "/sign-in", .signingIn) { request, visit in try await signIn(request, visit) },
            Endpoint(.get, "/static/{name}", .anybody) { request, visit in try file(request, visit) },
        ]
    }

    private func page(_ name: String, _ visit: Visit) throws -> Response {
        guard let session = visit.caller.session else { throw WebError.unexpected }
        let values = [
            "token": session.pageToken, "user": session.userName, "questionLimit": "\(Responder.questionLimit)",
        ]
        return .text(try files.page(name, values), type: "text/html; charset=utf-8")
    }

    /// Whoever is signed in already goes on to the page. A link on another site brings no cookie
    /// along (`SameSite=Strict`): then the page itself asks once more, and it does.
    private func signIn(_ request: Request, _ visit: Visit) async throws -> Response {
        let wanted = "/" + request.uri.queryMark
        if let token = cookie.value(in: request), try await sessions.session(for: token) != nil {
            return .redirect(to: wanted, type: .normal)
        }
        let isFromElsewhere = request.headers[.secFetchSite] == "cross-site"
        let values = isFromElsewhere ? ["askAgain": wanted] : [:]
        return .text(try files.page("sign-in", values), type: "text/html; charset=utf-8")
    }

    private func file(_ request: Request, _ visit: Visit) throws -> Response {
        guard let file = files.files[try visit.parameters.require("name")] else { throw WebError.notFound }
        let headers: HTTPFields = [.contentType: file.type, .eTag: file.tag, .cacheControl: "no-cache"]
        if request.headers[.ifNoneMatch] == file.tag { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
    }
}
