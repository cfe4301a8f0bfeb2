/// A part of the answer to a request for members (op 8), at most 1,000 of them.
package struct MembersChunk: Equatable, Sendable {
    package var guildId = Snowflake(0)
    package var members: [Member] = []
    package var chunkIndex = 0
    package var chunkCount = 1
    package var notFound: [Snowflake] = []
    /// Of the request.
    package var nonce: String?

    package init() {}
}

extension MembersChunk: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "guild_id": try json.read(into: &guildId)
            case "members": try json.read(into: &members)
            case "chunk_index": try json.read(into: &chunkIndex)
            case "chunk_count": try json.read(into: &chunkCount)
            case "not_found": try json.read(into: &notFound)
            case "nonce": try json.read(into: &nonce)
            default: try json.skip()
            }
        }
    }
}
