package struct ReactionCounts: Encodable, Equatable, Sendable {
    package var burst = 0
    package var normal = 0

    package init() {}
}

extension ReactionCounts: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "burst": try json.read(into: &burst)
            case "normal": try json.read(into: &normal)
            default: try json.skip()
            }
        }
    }
}
