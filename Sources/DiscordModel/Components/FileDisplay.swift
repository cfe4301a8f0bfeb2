extension Component {
    /// A file of the message, shown where this stands.
    package struct FileDisplay: Encodable, Equatable, Sendable {
        package var id: Int?
        /// `attachment://name`.
        package var file = Media()
        package var spoiler = false
        /// Only in what comes back.
        package var name: Nullable<String>?
        package var size: Nullable<Int>?

        package init() {}
    }
}

extension Component.FileDisplay: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "file": try json.read(into: &file)
            case "spoiler": try json.read(into: &spoiler)
            case "name": try json.read(into: &name)
            case "size": try json.read(into: &size)
            default: try json.skip()
            }
        }
    }
}
