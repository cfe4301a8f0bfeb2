package struct TeamMember: Equatable, Sendable {
    package var user = User()
    package var role = ""

    package init() {}
}

extension TeamMember: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "user": try json.read(into: &user)
            case "role": try json.read(into: &role)
            default: try json.skip()
            }
        }
    }
}
