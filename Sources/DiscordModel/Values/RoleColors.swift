package struct RoleColors: Encodable, Equatable, Sendable {
    package var primaryColor = 0
    @Nullable package var secondaryColor: Int?
    @Nullable package var tertiaryColor: Int?

    package init() {}
}

extension RoleColors: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "primary_color": try json.read(into: &primaryColor)
            case "secondary_color": try json.read(into: &secondaryColor)
            case "tertiary_color": try json.read(into: &tertiaryColor)
            default: try json.skip()
            }
        }
    }
}
