/// <https://docs.discord.com/developers/resources/webhook#create-webhook>
package struct WebhookRequest: Encodable, Equatable, Sendable {
    /// 1 to 80 characters, without `clyde` and `discord`.
    package var name = ""
    /// `data:image/png;base64,…`
    package var avatar: String?

    package init() {}
}

extension WebhookRequest: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "name": try json.read(into: &name)
            case "avatar": try json.read(into: &avatar)
            default: try json.skip()
            }
        }
    }
}
