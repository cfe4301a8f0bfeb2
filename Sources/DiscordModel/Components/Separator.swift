extension Component {
    package struct Separator: Encodable, Equatable, Sendable {
        package var id: Int?
        package var divider = true
        package var spacing: SeparatorSpacing = .small

        package init() {}
    }
}

extension Component.Separator: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "divider": try json.read(into: &divider)
            case "spacing": try json.read(into: &spacing)
            default: try json.skip()
            }
        }
    }
}
