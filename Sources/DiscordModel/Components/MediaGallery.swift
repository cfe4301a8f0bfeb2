extension Component {
    package struct MediaGallery: Encodable, Equatable, Sendable {
        package var id: Int?
        /// 1 to 10.
        package var items: [MediaGalleryItem] = []

        package init() {}
    }
}

extension Component.MediaGallery: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "items": try json.read(into: &items)
            default: try json.skip()
            }
        }
    }
}
