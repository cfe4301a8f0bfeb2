package struct ForumTag: Encodable, Equatable, Sendable {
    package var id = Snowflake(0)
    package var name = ""
    package var moderated = false
    @Nullable package var emojiId: Snowflake?
    @Nullable package var emojiName: String?

    package init() {}
}

extension ForumTag: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "name": try json.read(into: &name)
            case "moderated": try json.read(into: &moderated)
            case "emoji_id": try json.read(into: &emojiId)
            case "emoji_name": try json.read(into: &emojiName)
            default: try json.skip()
            }
        }
    }
}
