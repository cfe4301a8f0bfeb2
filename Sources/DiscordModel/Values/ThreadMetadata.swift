/// <https://docs.discord.com/developers/resources/channel#thread-metadata-object>
package struct ThreadMetadata: Encodable, Equatable, Sendable {
    package var archived = false
    @Nullable package var archiveTimestamp: Timestamp?
    /// In minutes.
    package var autoArchiveDuration = 1440
    package var locked = false
    package var createTimestamp: Timestamp?
    package var invitable: Bool?

    package init() {}
}

extension ThreadMetadata: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "archived": try json.read(into: &archived)
            case "archive_timestamp": try json.read(into: &archiveTimestamp)
            case "auto_archive_duration": try json.read(into: &autoArchiveDuration)
            case "locked": try json.read(into: &locked)
            case "create_timestamp": try json.read(into: &createTimestamp)
            case "invitable": try json.read(into: &invitable)
            default: try json.skip()
            }
        }
    }
}
