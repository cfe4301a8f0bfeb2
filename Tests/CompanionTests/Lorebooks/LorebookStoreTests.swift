import Foundation
import Inference
import Storage
import Testing

@testable import Companion

/// Books that are brought, handed out, changed and removed.
@Suite struct LorebookStoreTests {
    private let realm = Audience.realm(LoreHouse.realm)

    @Test(
        arguments: [
            LoreSamples.worldInfo, LoreSamples.characterBook, LoreSamples.secondCard, LoreSamples.thirdCard,
            ["spec": "lorebook_v3", "data": LoreSamples.characterBook],
        ] as [JSONValue])
    func `a book that was brought is handed out byte for byte`(json: JSONValue) async throws {
        let house = try await LoreHouse()
        // Written as no program here would write it.
        let bytes = Array(" \n\(json.text) ".utf8)
        let saved = try await house.bring(bytes)
        #expect(saved.summary.name == "Erebor" && saved.summary.entries == 1 && !saved.isReplacement)
        #expect(try await house.lorebooks.book(named: "EREBOR", of: realm) == bytes)
    }

    @Test func `a picture with a card stays one, and a new book goes into it`() async throws {
        let house = try await LoreHouse()
        let picture = PNGSamples.picture(PNGSamples.card(LoreSamples.secondCard, as: "chara"))
        try await house.bring(picture)
        #expect(try await house.lorebooks.book(named: "Erebor", of: realm) == picture)
        let shown = try #require(try await house.lorebooks.json(named: "Erebor", of: realm))
        #expect(try JSONValue(parsing: String(decoding: shown, as: UTF8.self)) == LoreSamples.characterBook)
        let changed = LoreFile(LoreSamples.book(lore(1, "ring", saying: "It is precious.")), as: .worldInfo)
        let saved = try await house.bring(changed.bytes, named: "Erebor")
        #expect(saved.isReplacement)
        let after = try #require(try await house.lorebooks.book(named: "Erebor", of: realm))
        let card = try CardFile(png: after)
        #expect(card.book?.entries.map(\.content) == ["It is precious."])
        #expect(card.data["name"] == "Bilbo")
    }

    @Test func `a book is replaced by one of its name, and what was decided of it stays`() async throws {
        let house = try await LoreHouse()
        try await house.bring(lore(1, "tower"), named: "Isles", characters: ["chief"])
        #expect(try await house.lorebooks.enable(false, "isles", of: realm))
        let saved = try await house.bring(lore(1, "tower"), lore(2, "sea"), named: "ISLES")
        #expect(saved.isReplacement)
        let books = try await house.lorebooks.list(of: realm)
        #expect(books.map(\.name) == ["ISLES"] && books.first?.entries == 2)
        #expect(books.first?.characters == ["chief"] && books.first?.isEnabled == false)
    }

    @Test func `each server has its own, and those of everyone stand apart`() async throws {
        let house = try await LoreHouse()
        try await house.bring(lore(1, "a"), named: "One")
        try await house.bring(lore(1, "a"), named: "One", for: .realm("discord:1/8"))
        try await house.bring(lore(1, "a"), named: "All", for: .everyone)
        #expect(try await house.lorebooks.list(of: realm).map(\.name) == ["One"])
        #expect(try await house.lorebooks.list(of: .everyone).map(\.name) == ["All"])
        #expect(try await house.lorebooks.book(named: "All", of: realm) == nil)
        #expect(try await !house.lorebooks.remove("All", of: realm))
        #expect(try await house.lorebooks.remove("One", of: realm))
        #expect(try await house.lorebooks.list(of: .realm("discord:1/8")).count == 1)
    }

    @Test func `a server that is gone takes its books along`() async throws {
        let house = try await LoreHouse()
        try await house.bring(lore(1, "a"))
        #expect(try await house.conversations.realms(startingWith: "discord:1/") == [LoreHouse.realm])
        try await house.conversations.end(realm: LoreHouse.realm)
        #expect(try await house.lorebooks.list(of: realm).isEmpty)
    }

    @Test func `what was not understood is told, and kept`() async throws {
        let house = try await LoreHouse()
        let json = #"{"entries": {"0": {"key": "tower", "content": 7, "order": "x"}}}"#
        let saved = try await house.bring(Array(json.utf8), named: "Odd")
        #expect(saved.faults.count >= 1)
        #expect(try await house.lorebooks.book(named: "Odd", of: realm) == Array(json.utf8))
    }

    // MARK: What is refused

    @Test(arguments: [
        ("", "The file is no JSON"), ("[1", "The file is no JSON"), ("{}", "“entries” is missing"),
        (#"{"entries": 7}"#, "“entries” is missing"), (#"{"entries": [], "kind": "memory"}"#, "lorebook of Agnai"),
        (#"{"spec": "chara_card_v2", "data": {"name": "x"}}"#, "The card has no lorebook"),
        (String(repeating: "[", count: 100_000), "nested more than 64"),
        ("{\"entries\":[" + String(repeating: "{},", count: 5_001) + "{}]}", "5002 entries"),
        ("{\"entries\": \u{7F}\"" + String(repeating: "a", count: 3 << 20), "too large"),
        ("\u{89}PNG", "no JSON"),
    ])
    func `a file that is none leaves nothing behind`(text: String, reason: String) async throws {
        let house = try await LoreHouse()
        let mistake = await #expect(throws: Mistake.self) { try await house.bring(Array(text.utf8), named: "x") }
        #expect(mistake?.description.contains(reason) == true, "\(mistake?.description ?? "")")
        #expect(try await house.lorebooks.list(of: realm).isEmpty)
    }

    @Test(arguments: ["", " ", String(repeating: "x", count: 61), "a\nb", "a\u{202E}b", "a\u{0}b"])
    func `a name is one line`(name: String) async throws {
        let house = try await LoreHouse()
        let bytes = LoreFile(LoreSamples.book(lore(1, "a")), as: .worldInfo).bytes
        guard name.allSatisfy({ $0 == " " }) else {
            await #expect(throws: Mistake.self) { try await house.bring(bytes, named: name) }
            return
        }
        // Nobody chose one.
        #expect(try await house.bring(bytes, named: name).summary.name == "lorebook")
    }

    @Test func `characters that nobody knows, people and channels have no books`() async throws {
        let house = try await LoreHouse()
        await #expect(throws: Mistake.self) { try await house.bring(lore(1, "a"), characters: ["cheif"]) }
        await #expect(throws: Mistake.self) { try await house.bring(lore(1, "a"), for: .person("discord:2")) }
        await #expect(throws: Mistake.self) { try await house.bring(lore(1, "a"), for: .place("discord:9")) }
        #expect(try await house.lorebooks.list(of: realm).isEmpty)
    }

    @Test func `a server has so many books, and a change of one is possible all the same`() async throws {
        let house = try await LoreHouse()
        for number in 1...LorebookStore.mostBooks { try await house.bring(lore(1, "a"), named: "Book \(number)") }
        await #expect(throws: Mistake("There are 20 lorebooks here already. Remove one first.")) {
            try await house.bring(lore(1, "a"), named: "One more")
        }
        #expect(try await house.lorebooks.list(of: realm).count == LorebookStore.mostBooks)
        try await house.bring(lore(1, "b"), named: "Book 7")
        try await house.bring(lore(1, "b"), named: "Book 7", for: .everyone)
    }

    @Test func `all books of a server together have a size`() async throws {
        let house = try await LoreHouse()
        let padding = String(repeating: "x", count: LorebookStore.fileLimit - 100)
        let bytes = Array(#"{"entries": {}, "padding": "\#(padding)"}"#.utf8)
        for number in 1...8 { try await house.bring(bytes, named: "\(number)") }
        await #expect(throws: Mistake("All lorebooks here may have 16 MiB together. Remove one first.")) {
            try await house.bring(bytes, named: "9")
        }
    }
}
