/// Where the gateway is, and how often one may identify.
///
/// <https://docs.discord.com/developers/events/gateway#get-gateway-bot>
package struct GatewayBot: Encodable, Equatable, Sendable {
    package var url = ""
    package var shards = 1
    package var sessionStartLimit = SessionStartLimit()

    package init() {}
}

extension GatewayBot: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "url": try json.read(into: &url)
            case "shards": try json.read(into: &shards)
            case "session_start_limit": try json.read(into: &sessionStartLimit)
            default: try json.skip()
            }
        }
    }
}
