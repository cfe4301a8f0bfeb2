package struct StickerItem: Encodable, Equatable, Sendable {
    package var id = Snowflake(0)
    package var name = ""
    package var formatType: StickerFormat = .png

    package init() {}
}

extension StickerItem: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "name": try json.read(into: &name)
            case "format_type": try json.read(into: &formatType)
            default: try json.skip()
            }
        }
    }
}
