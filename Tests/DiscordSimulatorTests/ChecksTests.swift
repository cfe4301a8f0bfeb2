import DiscordModel
import Testing

@testable import DiscordSimulator

@Suite struct ChecksTests {
    private func fault(_ body: JSON) -> String? {
        do {
            try MessageChecks.check(body, files: 0)
            return nil
        } catch {
            return Self.first(error.errors ?? .null)
        }
    }

    /// The code of the first fault in the tree.
    private static func first(_ tree: JSON) -> String? {
        if let code = tree["_errors"]?[0]?["code"]?.string { return code }
        return (tree.object ?? [:]).lazy.compactMap { first($0.value) }.first
    }

    private static func button(_ id: String) -> JSON {
        ["type": 2, "style": 1, "label": "b", "custom_id": .string(id)]
    }

    private static func row(_ count: Int) -> JSON {
        ["type": 1, "components": .array((0..<count).map { button("\($0)") })]
    }

    @Test func `a row has five buttons, each with an id of its own`() {
        #expect(fault(["components": [Self.row(5)]]) == nil)
        #expect(fault(["components": [Self.row(6)]]) == "COMPONENT_LAYOUT_WIDTH_EXCEEDED")
        #expect(fault(["components": [Self.row(1), Self.row(1)]]) == "COMPONENT_CUSTOM_ID_DUPLICATED")
    }

    @Test func `new components need their flag and shut out old fields`() {
        let text: JSON = ["type": 10, "content": "hi"]
        #expect(fault(["components": [text]]) == "UNION_TYPE_CHOICES")
        #expect(fault(["flags": 32_768, "components": [text]]) == nil)
        #expect(
            fault(["flags": 32_768, "content": "x", "components": [text]])
                == "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")
        let box: JSON = ["type": 17, "components": .array(Array(repeating: text, count: 40))]
        #expect(fault(["flags": 32_768, "components": [box]]) == "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED")
    }

    @Test func `a select has 1 to 25 different options and stands alone`() {
        func select(_ count: Int) -> JSON {
            let options = (0..<count).map { JSON.object(["label": "l", "value": "\($0)"]) }
            return ["type": 3, "custom_id": "s", "options": .array(options)]
        }
        #expect(fault(["components": [["type": 1, "components": [select(25)]]]]) == nil)
        #expect(fault(["components": [["type": 1, "components": [select(26)]]]]) == "BASE_TYPE_BAD_LENGTH")
        #expect(
            fault(["components": [["type": 1, "components": [select(1), Self.button("b")]]]])
                == "COMPONENT_LAYOUT_WIDTH_EXCEEDED")
    }

    @Test func `commands have Discord's limits`() {
        func fault(_ command: JSON) -> String? {
            do {
                try CommandChecks.check([command], isList: false)
                return nil
            } catch {
                return Self.first(error.errors ?? .null)
            }
        }
        let option: JSON = ["type": 3, "name": "a", "description": "a"]
        let required: JSON = ["type": 3, "name": "b", "description": "b", "required": true]
        #expect(fault(["name": "ok", "description": "fine", "options": [required, option]]) == nil)
        #expect(fault(["name": "Not Ok", "description": "x"]) == "APPLICATION_COMMAND_INVALID_NAME")
        #expect(fault(["name": "Is Fine", "type": 2]) == nil)
        #expect(fault(["name": "ok", "description": ""]) == "BASE_TYPE_BAD_LENGTH")
        #expect(
            fault(["name": "ok", "description": "x", "options": [option, required]])
                == "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID")
        let many = JSON.array((0..<26).map { ["type": 3, "name": "o\($0)", "description": "d"] })
        #expect(fault(["name": "ok", "description": "x", "options": many]) == "BASE_TYPE_MAX_LENGTH")
    }
}
