package struct PollAnswer: Encodable, Equatable, Sendable {
    /// Given by Discord.
    package var answerId: Int?
    package var pollMedia = PollMedia()

    package init() {}
}

extension PollAnswer: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "answer_id": try json.read(into: &answerId)
            case "poll_media": try json.read(into: &pollMedia)
            default: try json.skip()
            }
        }
    }
}
