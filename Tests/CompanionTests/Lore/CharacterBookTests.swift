import Inference
import Testing

@testable import Companion

@Suite struct CharacterBookTests {
    @Test func `every setting is read, those of SillyTavern from the extensions`() throws {
        let (book, faults) = try LoreSamples.read(characterBook: LoreSamples.characterBook)
        let entry = try #require(book.entries.first)
        #expect(faults.isEmpty)
        #expect(book.name == "Erebor")
        #expect(book.summary == "A mountain.")
        #expect(book.scanDepth == 8)
        #expect(book.tokenBudget == 500)
        #expect(book.isRecursive == true)
        #expect(entry.id == 7)
        #expect(entry.keys == ["dragon"])
        #expect(entry.secondaryKeys == ["cave"])
        #expect(entry.order == 250)
        #expect(entry.place == .inChat(depth: 6, role: .assistant))
        #expect(entry.isCaseSensitive == true)
        #expect(entry.matchesWholeWords == nil)
        #expect(entry.logic == .andAll)
        #expect(entry.recursionDelay == 0)
        #expect([entry.sticky, entry.cooldown, entry.delay] == [3, 2, 1])
    }

    @Test func `what is read is written as it was`() throws {
        let book = try LoreSamples.read(characterBook: LoreSamples.characterBook).book
        #expect(book.characterBook == LoreSamples.characterBook)
    }

    @Test func `a card that knows nothing of SillyTavern`() throws {
        let value: JSONValue = [
            "entries": [
                [
                    "keys": ["a"], "content": "b", "extensions": [:], "enabled": false, "insertion_order": 1,
                    "secondary_keys": ["c"], "position": "after_char", "case_sensitive": false,
                ]
            ], "extensions": [:],
        ]
        let (book, faults) = try LoreSamples.read(characterBook: value)
        let entry = try #require(book.entries.first)
        #expect(faults.isEmpty)
        #expect(!entry.isEnabled)
        #expect(!entry.isSelective)
        #expect(entry.place == .afterCharacter)
        #expect(entry.isCaseSensitive == false)
        #expect(entry.id == 0)
        #expect(book.characterBook == value)
    }

    @Test func `a changed place is written so that everybody understands it`() throws {
        var (book, _) = try LoreSamples.read(characterBook: LoreSamples.characterBook)
        book.entries[0].position = .beforeCharacter
        let entry = try #require(book.characterBook["entries"]?.array?.first)
        #expect(entry["position"] == "before_char")
        #expect(entry["extensions"]?["position"] == 0)

        let poor: JSONValue = ["entries": [["position": "after_char"]]]
        var simple = try LoreSamples.read(characterBook: poor).book
        simple.entries[0].position = .beforeCharacter
        #expect(simple.characterBook == ["entries": [["position": "before_char"]]])
        simple.entries[0].position = .noteTop
        #expect(simple.characterBook == ["entries": [["position": "after_char", "extensions": ["position": 2]]]])
    }

    @Test func `entries without a number, or with one that is taken, are given one`() throws {
        let value: JSONValue = ["entries": [["id": 4], [:], ["id": 4], ["id": "five"], 9]]
        let (book, faults) = try LoreSamples.read(characterBook: value)
        #expect(book.entries.map(\.id) == [4, 5, 6, 7])
        #expect(
            faults.map(\.description) == [
                "entry 4: must be an object, not 9; it is left aside",
                "entry 2: has the number 4 of another entry; it is given one of its own",
            ])
        #expect(book.characterBook == value)
    }

    @Test func `a book that was made here has all that the formats demand`() throws {
        var entry = lore(2, "/dragons?/", saying: "Fire!")
        entry.isCaseSensitive = true
        let written = try #require(LoreSamples.book(entry).characterBook["entries"]?.array?.first)
        for member in ["keys", "content", "extensions", "enabled", "insertion_order", "use_regex", "constant", "id"] {
            #expect(written[member] != nil, "\(member)")
        }
        #expect(written["use_regex"] == true)
        #expect(written["case_sensitive"] == true)
        #expect(LoreSamples.book(entry).characterBook["extensions"] == [:])
        #expect(LoreSamples.book(lore(1, "a")).characterBook["token_budget"] == nil)
        let again = try LoreSamples.read(characterBook: LoreSamples.book(entry).characterBook).book.entries
        #expect(again.first?.keys == entry.keys)
    }

    @Test(arguments: [.null, [], ["entries": [:]], ["entries": .null], [:]] as [JSONValue])
    func `what is no lorebook is refused`(value: JSONValue) {
        #expect(throws: LoreFault.self) { try LoreSamples.read(characterBook: value) }
    }
}
