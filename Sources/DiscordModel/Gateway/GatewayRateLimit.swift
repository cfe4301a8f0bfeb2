/// A request on the gateway came too often.
///
/// <https://docs.discord.com/developers/events/gateway-events#rate-limited>
package struct GatewayRateLimit: Equatable, Sendable {
    package var opcode = 0
    /// In seconds.
    package var retryAfter = 0.0
    package var meta = GatewayRateLimitMeta()

    package init() {}
}

extension GatewayRateLimit: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "opcode": try json.read(into: &opcode)
            case "retry_after": try json.read(into: &retryAfter)
            case "meta": try json.read(into: &meta)
            default: try json.skip()
            }
        }
    }
}
