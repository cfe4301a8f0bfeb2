import Companion
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// All routes, behind their doors.
struct Routes: Sendable {
    let endpoints: [Endpoint]
    let gatekeeper: Gatekeeper
    let isBehindTLSProxy: Bool
    let logger: Logger

    var router: Router<WebContext> {
        let router = Router(context: WebContext.self)
        router.add(middleware: Envelope(logger: logger, isBehindTLSProxy: isBehindTLSProxy))
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                var request = request
                let visit = Visit(
                    caller: try await gatekeeper.admit(request, to: endpoint.access),
                    parameters: context.parameters, address: address(of: request, context), channel: context.channel)
                return try await endpoint.answer(&request, visit)
            }
        }
        return router
    }

    /// A proxy's own address says nothing; the one it appended itself is true.
    private func address(of request: Request, _ context: WebContext) -> String {
        if isBehindTLSProxy, let last = request.headers[.forwardedFor]?.split(separator: ",").last {
            return last.trimmingCharacters(in: .whitespaces)
        }
        return context.channel.remoteAddress?.ipAddress ?? "unknown"
    }
}
