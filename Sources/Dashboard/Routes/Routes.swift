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
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
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

    private func address(of request: Request, _ context: WebContext) -> CallerAddress {
        CallerAddress(
            peer: context.channel.remoteAddress?.ipAddress,
            forwarded: isBehindTLSProxy ? request.headers[.forwardedFor] : nil)
    }
}
