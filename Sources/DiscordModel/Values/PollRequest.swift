/// A poll to be sent. Polls cannot be changed.
///
/// <https://docs.discord.com/developers/resources/poll#poll-create-request-object>
package struct PollRequest: Encodable, Equatable, Sendable {
    /// At most 300 characters, no emoji.
    package var question = PollMedia()
    /// At most 10, with at most 55 characters.
    package var answers: [PollAnswer] = []
    /// In hours, at most 768.
    package var duration: Int?
    package var allowMultiselect = false
    package var layoutType: PollLayout?

    package init() {}
}

extension PollRequest: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "question": try json.read(into: &question)
            case "answers": try json.read(into: &answers)
            case "duration": try json.read(into: &duration)
            case "allow_multiselect": try json.read(into: &allowMultiselect)
            case "layout_type": try json.read(into: &layoutType)
            default: try json.skip()
            }
        }
    }
}
