/// <https://docs.discord.com/developers/events/gateway-events#activity-object>
package struct Activity: Encodable, Equatable, Sendable {
    package var name = ""
    package var type: ActivityType = .playing
    package var state: String?
    package var url: String?

    package init() {}
}

extension Activity: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "name": try json.read(into: &name)
            case "type": try json.read(into: &type)
            case "state": try json.read(into: &state)
            case "url": try json.read(into: &url)
            default: try json.skip()
            }
        }
    }
}
