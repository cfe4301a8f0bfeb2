/// What was forwarded, as it was then.
package struct MessageSnapshot: Encodable, Equatable, Sendable {
    package var message = SnapshotMessage()

    package init() {}
}

extension MessageSnapshot: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "message": try json.read(into: &message)
            default: try json.skip()
            }
        }
    }
}
