import Foundation
import Inference
import Testing

@testable import Companion

/// The operator's files, as they are now, for everyone or for the characters that name them.
@Suite struct LoreShelfTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ text: String, to name: String = "isles.json") throws {
        try folder.write(
            Data(LoreFile(LoreSamples.book(lore(1, "tower", saying: text)), as: .worldInfo).bytes), to: name)
    }

    @Test func `a file is told to everyone, an edit is told next, and a broken one stays as it was`() async throws {
        try write("The tower leans.")
        let house = try await LoreHouse(folder: folder.path)
        #expect(try await house.say("The tower?").contains("leans"))
        #expect(try await house.say("The tower?", in: "dm", of: nil).contains("leans"))
        try write("The tower fell down.")
        house.lorebooks.reload()
        #expect(try await house.say("The tower?").contains("fell down"))
        try folder.write("{", to: "isles.json")
        house.lorebooks.reload()
        #expect(try await house.say("The tower?").contains("fell down"))
        try folder.remove("isles.json")
        house.lorebooks.reload()
        #expect(try await !house.say("The tower?").contains("fell down"))
    }

    @Test func `files stand in the list, are handed out, and are not changed from here`() async throws {
        try write("The tower leans.")
        let house = try await LoreHouse(folder: folder.path)
        let books = try await house.lorebooks.list(of: .everyone)
        #expect(books.map(\.name) == ["isles"] && books.first?.isFile == true && books.first?.entries == 1)
        let bytes = try Data(contentsOf: URL(filePath: folder.path + "/isles.json"))
        #expect(try await house.lorebooks.book(named: "isles", of: .everyone) == Array(bytes))
        #expect(try await house.lorebooks.book(named: "../isles", of: .everyone) == nil)
        #expect(try await house.lorebooks.list(of: .realm(LoreHouse.realm)).isEmpty)
        await #expect(throws: Mistake.self) { try await house.bring(lore(1, "a"), named: "Isles", for: .everyone) }
        try await house.bring(lore(1, "a"), named: "Isles")
        #expect(try await !house.lorebooks.remove("isles", of: .everyone))
    }

    @Test func `what is no book is passed over`() async throws {
        try folder.write(String(repeating: "[", count: 1_000_000), to: "deep.json")
        try folder.write("", to: "empty.json")
        try folder.write("\u{0}\u{1}", to: "odd.json")
        try folder.write("{}", to: "Not A Name.json")
        try FileManager.default.createDirectory(atPath: folder.path + "/folder.json", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link.json", withDestinationPath: "/dev/zero")
        try write("The tower leans.")
        let house = try await LoreHouse(folder: folder.path)
        #expect(try await house.lorebooks.list(of: .everyone).map(\.name) == ["isles"])
        #expect(try await LoreHouse(folder: "/nowhere").lorebooks.list(of: .everyone).isEmpty)
    }

    @Test func `a file that a character names is for those who do`() async throws {
        let personas = try TemporaryFolder()
        let named = #", "lorebooks": ["isles"]"#
        try personas.write(PersonaFiles.character(more: named), to: "characters/captain.json")
        try personas.write(PersonaFiles.character("cook", name: "Cook"), to: "characters/cook.json")
        try personas.write(PersonaFiles.framework(), to: "frameworks/calm.json")
        let library = PersonaLibrary(shipped: personas.path, own: nil)
        #expect(library.faults.isEmpty)
        try write("The tower leans.")
        try write("The tower is tall.", to: "all.json")
        let captain = try await LoreHouse(personas: library, folder: folder.path, character: "captain")
        let told = try await captain.say("The tower?")
        #expect(told.contains("leans") && told.contains("tall"))
        let cook = try await LoreHouse(personas: library, folder: folder.path, character: "cook")
        let other = try await cook.say("The tower?")
        #expect(!other.contains("leans") && other.contains("tall"))
        let books = try await captain.lorebooks.list(of: .everyone)
        #expect(books.map(\.characters) == [[], ["captain"]])
    }

    @Test func `a character may bring a book of its own`() async throws {
        let personas = try TemporaryFolder()
        let padding = String(repeating: "word ", count: 6_000)
        let book = #"""
            , "character_book": {"entries": [
              {"keys": ["tower"], "content": "The tower leans.", "enabled": true, "insertion_order": 1, "extensions": {}},
              {"keys": ["sea"], "content": "\#(padding)", "enabled": true, "insertion_order": 1, "extensions": {}}]}
            """#
        try personas.write(PersonaFiles.character(more: book), to: "characters/captain.json")
        try personas.write(
            PersonaFiles.character("cook", name: "Cook", more: #", "character_book": {"entries": 7}"#),
            to: "characters/cook.json")
        try personas.write(PersonaFiles.framework(), to: "frameworks/calm.json")
        let library = PersonaLibrary(shipped: personas.path, own: nil)
        #expect(library.faults.map(\.severity) == [.warning])
        #expect(library.faults.first?.description.contains("character_book") == true)
        let captain = try await LoreHouse(personas: library, character: "captain")
        #expect(try await captain.say("The tower?").contains("leans"))
        #expect(try await captain.grounds().first?.title.hasPrefix("Captain Reed, tower") == true)
        let cook = try await LoreHouse(personas: library, character: "cook")
        #expect(try await !cook.say("The tower?").contains("leans"))
    }
}
