/// A server that is not there: in an outage, or because the bot was removed from it.
package struct UnavailableGuild: Equatable, Sendable {
    package var id = Snowflake(0)
    /// Nil: the bot was removed.
    package var unavailable: Bool?

    package init() {}
}

extension UnavailableGuild: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "unavailable": try json.read(into: &unavailable)
            default: try json.skip()
            }
        }
    }
}
