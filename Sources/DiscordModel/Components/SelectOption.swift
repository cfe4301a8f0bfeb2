extension Component {
    /// One choice of a string select, a radio group or a checkbox group: each text at most 100 characters.
    package struct SelectOption: Encodable, Equatable, Sendable {
        package var label = ""
        package var value = ""
        package var description: String?
        package var emoji: Emoji?
        package var `default`: Bool?

        package init() {}
    }
}

extension Component.SelectOption: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "label": try json.read(into: &label)
            case "value": try json.read(into: &value)
            case "description": try json.read(into: &description)
            case "emoji": try json.read(into: &emoji)
            case "default": try json.read(into: &`default`)
            default: try json.skip()
            }
        }
    }
}
