import Inference
import Testing

@testable import Companion

@Suite struct WorldInfoTests {
    @Test func `every setting of an entry is read`() throws {
        let (book, faults) = try LoreSamples.read(worldInfo: LoreSamples.worldInfo)
        let entry = try #require(book.entries.first)
        #expect(faults.isEmpty)
        #expect(book.name == "Erebor")
        #expect(entry.id == 7)
        #expect(entry.keys == ["dragon", "/wyrms?/i"])
        #expect(entry.secondaryKeys == ["cave"])
        #expect(entry.comment == "The dragon")
        #expect(entry.content == "Smaug sleeps on gold.")
        #expect(entry.isVectorized && entry.isSelective && entry.isEnabled && !entry.isConstant)
        #expect(entry.logic == .andAll)
        #expect(entry.order == 250)
        #expect(entry.place == .inChat(depth: 6, role: .assistant))
        #expect(entry.ignoresBudget && entry.excludesRecursion && entry.preventsRecursion)
        #expect(entry.recursionDelay == 2)
        #expect(entry.probability == 40 && entry.usesProbability)
        #expect(entry.groups == ["beasts", "terrors"])
        #expect(entry.hasGroupPriority)
        #expect(entry.groupWeight == 30)
        #expect(entry.scanDepth == 9)
        #expect(entry.isCaseSensitive == true)
        #expect(entry.matchesWholeWords == false)
        #expect(entry.usesGroupScoring == nil)
        #expect([entry.sticky, entry.cooldown, entry.delay] == [3, 2, 1])
    }

    @Test func `an entry that says little is as SillyTavern would have it`() throws {
        let (book, faults) = try LoreSamples.read(worldInfo: LoreSamples.worldInfo(["0": ["key": ["a"]]]))
        let entry = try #require(book.entries.first)
        #expect(faults.isEmpty)
        #expect(entry.isEnabled && entry.isSelective && entry.usesProbability)
        #expect(entry.order == 100)
        #expect(entry.probability == 100)
        #expect(entry.depth == 4)
        #expect(entry.place == .beforeCharacter)
        #expect(entry.scanDepth == nil && entry.isCaseSensitive == nil && entry.matchesWholeWords == nil)
    }

    @Test func `what is read is written as it was`() throws {
        #expect(try LoreSamples.read(worldInfo: LoreSamples.worldInfo).book.worldInfo == LoreSamples.worldInfo)
    }

    @Test(
        arguments: [
            ["0": ["uid": 0, "key": "a, b", "role": .null, "position": "after_char", "delayUntilRecursion": false]],
            ["a": ["uid": 3], "3": ["uid": 3], "9": "no entry", "": .null],
            ["0": ["order": "first", "key": [1, .null, "k"], "sticky": -1, "content": .null, "extensions": 5]],
            [:],
        ] as [[String: JSONValue]])
    func `spellings, strangers and nonsense are written as they were`(entries: [String: JSONValue]) throws {
        let value = LoreSamples.worldInfo(entries)
        #expect(try LoreSamples.read(worldInfo: value).book.worldInfo == value)
    }

    @Test func `a list of the older bot is read and stays a list`() throws {
        let value: JSONValue = [
            "name": "old",
            "entries": [
                [
                    "uid": "3", "key": ["gate"], "content": "The gate is shut.", "enabled": false,
                    "case_sensitive": true,
                    "position": "after_char", "semantic_enabled": true,
                ],
                "stranger",
                ["key": ["key"], "content": "The key is lost."],
            ],
        ]
        var (book, faults) = try LoreSamples.read(worldInfo: value)
        #expect(book.entries.map(\.id) == [3, 4])
        #expect(book.entries.map(\.isEnabled) == [false, true])
        #expect(book.entries.first?.isCaseSensitive == true)
        #expect(book.entries.first?.isVectorized == true)
        #expect(book.entries.first?.place == .afterCharacter)
        #expect(faults.map(\.description) == ["entry 1: must be an object, not “stranger”; it is left aside"])
        #expect(book.worldInfo == value)

        book.entries[0].isEnabled = true
        book.entries[0].isVectorized = false
        let written = try #require(book.worldInfo["entries"]?.array?.first)
        #expect(written["enabled"] == true)
        #expect(written["semantic_enabled"] == false)
        #expect(try LoreSamples.read(worldInfo: book.worldInfo).book.entries.first?.isEnabled == true)
    }

    @Test func `only what was changed is written anew`() throws {
        var (book, _) = try LoreSamples.read(worldInfo: LoreSamples.worldInfo)
        book.entries[0].order = 10
        book.entries[0].isEnabled = false
        book.entries[0].scanDepth = nil
        book.scanDepth = 3
        var entry = LoreSamples.worldInfoEntry
        entry["order"] = 10
        entry["disable"] = true
        entry["scanDepth"] = .null
        #expect(
            book.worldInfo
                == ["entries": ["7": .object(entry)], "name": "Erebor", "future": [1, .null], "scan_depth": 3])
        book.name = ""
        #expect(try LoreSamples.read(worldInfo: book.worldInfo).book.name == "")
    }

    @Test func `entries come and go`() throws {
        var (book, _) = try LoreSamples.read(worldInfo: LoreSamples.worldInfo)
        book.entries.append(lore(book.nextID, "elf"))
        book.entries.append(lore(7, "same number"))
        let written = try LoreSamples.read(worldInfo: book.worldInfo).book
        #expect(Set(written.entries.map(\.keys)) == [["dragon", "/wyrms?/i"], ["elf"], ["same number"]])
        #expect(Set(written.entries.map(\.id)).count == 3)
        book.entries = []
        #expect(book.worldInfo["entries"] == [:])
    }

    @Test func `entries stand in the order of their numbers`() throws {
        let value = LoreSamples.worldInfo(["10": ["uid": 10], "9": ["uid": 9], "x": [:], "2": ["uid": 2]])
        #expect(try LoreSamples.read(worldInfo: value).book.entries.map(\.id) == [2, 9, 10, 11])
    }

    @Test(
        arguments: [
            (
                "order", "high",
                "entry 0: “order” must be a number from -9007199254740992 to 9007199254740992, not “high”"
            ),
            ("position", 9, "entry 0: “position” must be a whole number from 0 to 7, not 9"),
            ("selectiveLogic", 1.5, "entry 0: “selectiveLogic” must be a whole number from 0 to 3, not 1.5"),
            ("probability", 130, "entry 0: “probability” must be a number from 0 to 100, not 130"),
            ("constant", "yes", "entry 0: “constant” must be true or false, not “yes”"),
            ("key", 5, "entry 0: “key” must be a list of texts, not 5"),
            ("key", ["a", 5], "entry 0: “key” holds something that is no text; it is left aside"),
            ("content", [1], "entry 0: “content” must be a text, not a list"),
            ("sticky", -1, "entry 0: “sticky” must be a whole number from 0 to 1000000, not -1"),
            ("scanDepth", 1e300, "entry 0: “scanDepth” must be a whole number from 0 to 1000, not 1e+300"),
        ] as [(String, JSONValue, String)])
    func `a bad member is told of and costs only itself`(member: String, value: JSONValue, fault: String) throws {
        var entry = LoreSamples.worldInfoEntry
        entry[member] = value
        let (book, faults) = try LoreSamples.read(worldInfo: LoreSamples.worldInfo(["0": .object(entry)]))
        #expect(faults.map(\.description) == [fault])
        #expect(faults.allSatisfy { $0.severity == .warning })
        #expect(book.entries.first?.comment == "The dragon")
        #expect(book.worldInfo == LoreSamples.worldInfo(["0": .object(entry)]))
    }

    @Test func `numbers as texts and flags as numbers are understood`() throws {
        let value = LoreSamples.worldInfo(["0": ["order": "70", "constant": 1, "disable": 0, "role": "1"]])
        let (book, faults) = try LoreSamples.read(worldInfo: value)
        #expect(faults.isEmpty)
        #expect(book.entries.first?.order == 70)
        #expect(book.entries.first?.isConstant == true)
        #expect(book.entries.first?.isEnabled == true)
        #expect(book.entries.first?.role == .user)
        #expect(book.worldInfo == value)
    }

    @Test func `too many keys, too long keys and too long texts are left aside, not lost`() throws {
        let keys = (0...LoreLimits.keys).map { JSONValue.string("key\($0)") }
        let long = JSONValue.string(String(repeating: "k", count: LoreLimits.keyLength + 1))
        let content = JSONValue.string(String(repeating: "x", count: LoreLimits.contentSize + 1))
        let value = LoreSamples.worldInfo([
            "0": ["key": .array(keys)], "1": ["key": [long, "short"]], "2": ["content": content, "constant": true],
        ])
        let (book, faults) = try LoreSamples.read(worldInfo: value)
        #expect(book.entries[0].keys.count == LoreLimits.keys)
        #expect(book.entries[1].keys == ["short"])
        #expect(book.entries[2].content.isEmpty)
        #expect(faults.map(\.entry) == ["0", "1", "2"])
        #expect(book.worldInfo == value)
        #expect(book.characterBook["entries"]?.array?[2]["content"] == content)
    }

    @Test func `a book with too many entries is refused`() {
        let entries = (0...LoreLimits.entries).map { ("\($0)", JSONValue.object([:])) }
        let value = LoreSamples.worldInfo(Dictionary(uniqueKeysWithValues: entries))
        #expect(throws: LoreFault("The book has 5001 entries, at most 5000 are taken. Split it.")) {
            try LoreSamples.read(worldInfo: value)
        }
    }

    @Test func `at most fifty faults are told`() throws {
        let entries = (0..<200).map { ("\($0)", JSONValue.object(["order": "x", "depth": "y"])) }
        let value = LoreSamples.worldInfo(Dictionary(uniqueKeysWithValues: entries))
        #expect(try LoreSamples.read(worldInfo: value).faults.count == 50)
    }

    @Test(arguments: [.null, [], "book", ["entries": 5], ["entries": .null], [:]] as [JSONValue])
    func `what is no lorebook is refused`(value: JSONValue) {
        #expect(throws: LoreFault.self) { try LoreSamples.read(worldInfo: value) }
    }
}
