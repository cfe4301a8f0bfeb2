package struct PollAnswerCount: Encodable, Equatable, Sendable {
    /// Of the answer.
    package var id = 0
    package var count = 0
    package var meVoted = false

    package init() {}
}

extension PollAnswerCount: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "count": try json.read(into: &count)
            case "me_voted": try json.read(into: &meVoted)
            default: try json.skip()
            }
        }
    }
}
