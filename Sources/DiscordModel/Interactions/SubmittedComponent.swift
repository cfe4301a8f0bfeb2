/// A part of a form as it was filled in.
///
/// <https://docs.discord.com/developers/components/reference#component-reference>
package struct SubmittedComponent: Equatable, Sendable {
    package var type = ComponentType(rawValue: 0)
    package var id: Int?
    package var customId = ""
    package var value: CommandValue?
    package var values: [String] = []
    /// Of an action row; of a label the one in it.
    package var components: [SubmittedComponent] = []

    package init() {}
}

extension SubmittedComponent: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "type": try json.read(into: &type)
            case "id": try json.read(into: &id)
            case "custom_id": try json.read(into: &customId)
            case "value": try json.read(into: &value)
            case "values": try json.read(into: &values)
            case "components": try json.read(into: &components)
            case "component": components = [try json.read()]
            default: try json.skip()
            }
        }
    }
}
