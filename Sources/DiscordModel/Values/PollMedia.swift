package struct PollMedia: Encodable, Equatable, Sendable {
    package var text: String?
    package var emoji: Emoji?

    package init() {}
}

extension PollMedia: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "text": try json.read(into: &text)
            case "emoji": try json.read(into: &emoji)
            default: try json.skip()
            }
        }
    }
}
