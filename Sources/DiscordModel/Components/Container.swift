extension Component {
    /// A frame around other components.
    package struct Container: Encodable, Equatable, Sendable {
        package var id: Int?
        package var components: [Component] = []
        /// 0xRRGGBB.
        @Nullable package var accentColor: Int?
        package var spoiler = false

        package init() {}
    }
}

extension Component.Container: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "components": try json.read(into: &components)
            case "accent_color": try json.read(into: &accentColor)
            case "spoiler": try json.read(into: &spoiler)
            default: try json.skip()
            }
        }
    }
}
