/// <https://docs.discord.com/developers/resources/poll#poll-object>
package struct Poll: Encodable, Equatable, Sendable {
    package var question = PollMedia()
    package var answers: [PollAnswer] = []
    @Nullable package var expiry: Timestamp?
    package var allowMultiselect = false
    package var layoutType: PollLayout = .standard
    package var results: PollResults?

    package init() {}
}

extension Poll: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "question": try json.read(into: &question)
            case "answers": try json.read(into: &answers)
            case "expiry": try json.read(into: &expiry)
            case "allow_multiselect": try json.read(into: &allowMultiselect)
            case "layout_type": try json.read(into: &layoutType)
            case "results": try json.read(into: &results)
            default: try json.skip()
            }
        }
    }
}
