package struct PollResults: Encodable, Equatable, Sendable {
    package var isFinalized = false
    package var answerCounts: [PollAnswerCount] = []

    package init() {}
}

extension PollResults: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "is_finalized": try json.read(into: &isFinalized)
            case "answer_counts": try json.read(into: &answerCounts)
            default: try json.skip()
            }
        }
    }
}
