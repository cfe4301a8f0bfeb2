import Inference
import Testing

@testable import Companion

@Suite struct LoreConversionTests {
    @Test func `world info goes into a card under the names SillyTavern gives it`() throws {
        let book = try LoreSamples.read(worldInfo: LoreSamples.worldInfo).book.characterBook
        let entry = try #require(book["entries"]?.array?.first)
        #expect(book["name"] == "Erebor")
        #expect(entry["id"] == 7)
        #expect(entry["keys"] == ["dragon", "/wyrms?/i"])
        #expect(entry["secondary_keys"] == ["cave"])
        #expect(entry["insertion_order"] == 250)
        #expect(entry["enabled"] == true)
        #expect(entry["position"] == "after_char")
        #expect(entry["use_regex"] == true)
        let settings: [String: JSONValue] = [
            "position": 4, "exclude_recursion": true, "display_index": 4, "probability": 40, "useProbability": true,
            "depth": 6, "selectiveLogic": 3, "outlet_name": "", "group": "beasts, terrors", "group_override": true,
            "group_weight": 30, "prevent_recursion": true, "delay_until_recursion": 2, "scan_depth": 9,
            "match_whole_words": false, "use_group_scoring": .null, "case_sensitive": true, "automation_id": "x1",
            "role": 2, "vectorized": true, "sticky": 3, "cooldown": 2, "delay": 1, "triggers": ["normal"],
            "ignore_budget": true, "match_persona_description": false,
        ]
        for (name, value) in settings { #expect(entry["extensions"]?[name] == value, "\(name)") }
    }

    @Test func `world info that was in a card is what it was`() throws {
        let card = try LoreSamples.read(worldInfo: LoreSamples.worldInfo).book.characterBook
        let back = try LoreSamples.read(characterBook: card).book
        #expect(back.worldInfo == LoreSamples.worldInfo)
    }

    @Test func `a card's book that was world info has lost nothing`() throws {
        let worldInfo = try LoreSamples.read(characterBook: LoreSamples.characterBook).book.worldInfo
        #expect(worldInfo["entries"]?["7"]?["extensions"]?["risu_activation_percent"] == 20)
        #expect(worldInfo["entries"]?["7"]?["key"] == ["dragon"])
        #expect(worldInfo["entries"]?["7"]?["delayUntilRecursion"] == false)
        let back = try LoreSamples.read(worldInfo: worldInfo).book.characterBook
        #expect(back.lacks(of: LoreSamples.characterBook) == [])
    }

    @Test func `what was edited in between counts`() throws {
        var card = try LoreSamples.read(worldInfo: LoreSamples.worldInfo).book.characterBook
        card = try LoreSamples.read(characterBook: card).book.with { $0.entries[0].isEnabled = false }.characterBook
        let back = try LoreSamples.read(characterBook: card).book.worldInfo
        #expect(back["entries"]?["7"]?["disable"] == true)

        var world = try LoreSamples.read(characterBook: LoreSamples.characterBook).book.worldInfo
        world = try LoreSamples.read(worldInfo: world).book.with { $0.entries[0].position = .beforeCharacter }.worldInfo
        let again = try #require(LoreSamples.read(worldInfo: world).book.characterBook["entries"]?.array?.first)
        #expect(again["position"] == "before_char")
        #expect(again["extensions"]?["position"] == 0)
    }

    @Test func `what a card's book said is found where SillyTavern keeps it`() throws {
        let value: JSONValue = [
            "entries": [:], "originalData": ["name": "Moria", "scan_depth": 12, "recursive_scanning": false],
        ]
        let book = try LoreSamples.read(worldInfo: value).book
        #expect(book.name == "Moria")
        #expect(book.scanDepth == 12)
        #expect(book.isRecursive == false)
        #expect(book.characterBook["scan_depth"] == 12)
        #expect(try LoreSamples.read(characterBook: book.characterBook).book.worldInfo.lacks(of: value) == [])
    }

    @Test func `a card gets what its format demands, however the world info spelled it`() throws {
        let value = LoreSamples.worldInfo([
            "0": [
                "order": "70", "constant": .null, "key": .null, "role": .null, "disable": 1, "position": "after_char",
            ]
        ])
        let card = try LoreSamples.read(worldInfo: value).book.characterBook
        let entry = try #require(card["entries"]?.array?.first)
        #expect(entry["insertion_order"] == 70)
        #expect(entry["constant"] == false)
        #expect(entry["keys"] == [])
        #expect(entry["enabled"] == false)
        #expect(entry["extensions"]?["role"] == .null)
        #expect(entry["extensions"]?["position"] == 1)
        #expect(entry["position"] == "after_char")
    }

    @Test func `a book keeps what it means in either shape`() throws {
        let book = try LoreSamples.read(worldInfo: LoreSamples.worldInfo).book
        let other = try LoreSamples.read(characterBook: book.characterBook).book
        #expect(other.entries.map(\.meaning) == book.entries.map(\.meaning))
    }
}
