import Companion
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import Metrics
import Telemetry

/// Goes around every answer, found or not: the request's id, what browsers must
/// be told to stay safe, errors as JSON, and the count.
struct Envelope: RouterMiddleware {
    typealias Context = WebContext

    let logger: Logger
    let isBehindTLSProxy: Bool

    @concurrent
    func handle(
        _ request: Request, context: WebContext, next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        await RequestID.$current.withValue(RequestID.make()) {
            let started = ContinuousClock.now
            var response: Response
            do {
                response = try await next(request, context)
            } catch {
                response = answer(to: error)
            }
            protect(&response)
            count(response, request, context, ContinuousClock.now - started)
            return response
        }
    }

    private func answer(to error: any Error) -> Response {
        switch error {
        case let error as WebError: return error.response
        case let mistake as Mistake: return WebError(.unprocessableContent, mistake.description).response
        case let error as HTTPError where error.status == .notFound: return WebError.notFound.response
        case let error as HTTPError: return WebError(error.status, error.status.reasonPhrase).response
        // Whoever asked has left, or the program stops.
        case is CancellationError: return WebError(.serviceUnavailable, "The request was given up.").response
        default:
            logger.error(
                "request failed",
                metadata: ["request": "\(RequestID.current ?? "")", "error": "\(type(of: error)).\(error)"])
            return WebError.unexpected.response
        }
    }

    private func protect(_ response: inout Response) {
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.openerPolicy] = "same-origin"
        response.headers[.crossOriginResourcePolicy] = "same-origin"
        response.headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=()"
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        if isBehindTLSProxy { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    }

    /// Nothing but our own files; no script or style inside a page.
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
        font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """

    private func count(_ response: Response, _ request: Request, _ context: WebContext, _ took: Duration) {
        let route = context.endpointPath ?? "none"
        let dimensions = [("route", route), ("status", "\(response.status.code / 100)xx")]
        Counter(label: "acore_http_requests_total", dimensions: dimensions).increment()
        Timer(label: "acore_http_request_seconds", dimensions: [("route", route)]).record(duration: took)
    }
}
