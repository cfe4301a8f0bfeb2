/// <https://docs.discord.com/developers/events/gateway#session-start-limit-object>
package struct SessionStartLimit: Encodable, Equatable, Sendable {
    package var total = 0
    package var remaining = 0
    /// In milliseconds.
    package var resetAfter = 0
    package var maxConcurrency = 1

    package init() {}
}

extension SessionStartLimit: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "total": try json.read(into: &total)
            case "remaining": try json.read(into: &remaining)
            case "reset_after": try json.read(into: &resetAfter)
            case "max_concurrency": try json.read(into: &maxConcurrency)
            default: try json.skip()
            }
        }
    }
}
