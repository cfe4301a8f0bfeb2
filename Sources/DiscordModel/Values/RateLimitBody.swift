/// The body of an answer 429.
///
/// <https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit-rate-limit-response-structure>
package struct RateLimitBody: Equatable, Sendable {
    package var message = ""
    /// In seconds.
    package var retryAfter = 0.0
    package var global = false
    package var code: Int?

    package init() {}
}

extension RateLimitBody: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "message": try json.read(into: &message)
            case "retry_after": try json.read(into: &retryAfter)
            case "global": try json.read(into: &global)
            case "code": try json.read(into: &code)
            default: try json.skip()
            }
        }
    }
}
