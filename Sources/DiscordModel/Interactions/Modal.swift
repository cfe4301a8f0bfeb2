/// A form that opens as an answer to a command or a component.
///
/// <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal>
package struct Modal: Encodable, Equatable, Sendable {
    package var customId = ""
    /// At most 45 characters.
    package var title = ""
    /// 1 to 5.
    package var components: [Component] = []

    package init() {}
}

extension Modal: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "custom_id": try json.read(into: &customId)
            case "title": try json.read(into: &title)
            case "components": try json.read(into: &components)
            default: try json.skip()
            }
        }
    }
}
