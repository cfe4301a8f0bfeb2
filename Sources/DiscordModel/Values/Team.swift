package struct Team: Equatable, Sendable {
    package var id = Snowflake(0)
    package var name = ""
    package var ownerUserId = Snowflake(0)
    package var members: [TeamMember] = []

    package init() {}
}

extension Team: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "name": try json.read(into: &name)
            case "owner_user_id": try json.read(into: &ownerUserId)
            case "members": try json.read(into: &members)
            default: try json.skip()
            }
        }
    }
}
