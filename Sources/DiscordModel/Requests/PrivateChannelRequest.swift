/// <https://docs.discord.com/developers/resources/user#create-dm>
package struct PrivateChannelRequest: Encodable, Equatable, Sendable {
    package var recipientId = Snowflake(0)

    package init() {}
}

extension PrivateChannelRequest: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "recipient_id": try json.read(into: &recipientId)
            default: try json.skip()
            }
        }
    }
}
