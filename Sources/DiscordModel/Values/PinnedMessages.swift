/// A page of a channel's pins.
///
/// <https://docs.discord.com/developers/resources/message#get-channel-pins>
package struct PinnedMessages: Equatable, Sendable, JSONReadable {
    package struct Pin: Equatable, Sendable, JSONReadable {
        /// ISO 8601; the `before` of the next page.
        package private(set) var pinnedAt = ""
        package private(set) var message = Message()

        package init(from json: inout JSONReader) throws(JSONFault) {
            try json.object { json, key throws(JSONFault) in
                switch key {
                case "pinned_at": pinnedAt = try json.string()
                case "message": message = try json.read()
                default: try json.skip()
                }
            }
        }
    }

    /// Newest pin first.
    package private(set) var items: [Pin] = []
    package private(set) var hasMore = false

    package init(from json: inout JSONReader) throws(JSONFault) {
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "items": items = try json.read()
            case "has_more": hasMore = try json.bool()
            default: try json.skip()
            }
        }
    }
}
