/// How many sessions may still be started, as `GET /gateway/bot` says.
package struct SessionStartLimit: Hashable, Codable, Sendable {
    package var total: Int
    package var remaining: Int
    /// Milliseconds until `remaining` is `total` again.
    package var resetAfter: Int
    /// Buckets of shards that may log in side by side.
    package var maxConcurrency: Int

    package init(total: Int, remaining: Int, resetAfter: Int, maxConcurrency: Int) {
        self.total = total
        self.remaining = remaining
        self.resetAfter = resetAfter
        self.maxConcurrency = maxConcurrency
    }
}

extension SessionStartLimit: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init(total: 1_000, remaining: 1_000, resetAfter: 0, maxConcurrency: 1)
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "total": total = try json.int()
            case "remaining": remaining = try json.int()
            case "reset_after": resetAfter = try json.int()
            case "max_concurrency": maxConcurrency = try json.int()
            default: try json.skip()
            }
        }
    }
}
