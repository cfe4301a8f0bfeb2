import DiscordModel
import HTTPTypes
import Hummingbird

/// Lets in only requests to a loopback name that come from the page itself, and tells browsers to run and show
/// nothing but the page's own files.
///
/// A page of another site that points its own name at this machine (DNS rebinding) is told apart by the name
/// that its browser sends along; one that merely sends a form, by `Origin` and `Sec-Fetch-Site`.
struct PageDoor<Context: RequestContext>: RouterMiddleware {
    static var policy: String {
        [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:",
            "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
            "require-trusted-types-for 'script'", "trusted-types 'none'",
        ].joined(separator: "; ")
    }

    @concurrent
    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await answer(request, context, next)
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "no-referrer" }
        if let name = HTTPField.Name("Cross-Origin-Resource-Policy") { response.headers[name] = "same-origin" }
        return response
    }

    private func answer(
        _ request: Request, _ context: Context,
        _ next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            guard Self.isLoopback(request.head.authority), Self.isOwn(request) else { throw PageFault.notAllowed }
            return try await next(request, context)
        } catch let fault as PageFault {
            return Response.page(["error": ["message": .string(fault.message)]], status: fault.status)
        }
    }

    /// Whether `name:port` names this machine for itself.
    static func isLoopback(_ authority: String?) -> Bool {
        guard let authority = authority?.lowercased() else { return false }
        let name = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        let rest = authority.dropFirst(name.count)
        guard rest.isEmpty || rest.first == ":" && UInt16(rest.dropFirst()) != nil else { return false }
        if name == "localhost" || name == "[::1]" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return parts.count == 4 && parts.first == 127 && !parts.contains(nil)
    }

    /// Whether what changes something, or shows the world, comes from our own page. Programs send neither field.
    static func isOwn(_ request: Request) -> Bool {
        if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name], site != "same-origin",
            site != "none", request.uri.path != "/"
        {
            return false
        }
        guard let origin = request.headers[.origin] else { return true }
        return origin.lowercased() == "http://\(request.head.authority?.lowercased() ?? "")"
    }
}
