extension Component {
    package struct Thumbnail: Encodable, Equatable, Sendable {
        package var id: Int?
        package var media = Media()
        @Nullable package var description: String?
        package var spoiler = false

        package init() {}
    }
}

extension Component.Thumbnail: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "media": try json.read(into: &media)
            case "description": try json.read(into: &description)
            case "spoiler": try json.read(into: &spoiler)
            default: try json.skip()
            }
        }
    }
}
