import Foundation
import Testing

@testable import Companion

@Suite struct PersonaLibraryTests {
    private let shipped: TemporaryFolder
    private let own: TemporaryFolder

    init() throws {
        shipped = try TemporaryFolder()
        own = try TemporaryFolder()
        try shipped.write(PersonaFiles.character(), to: "characters/captain.json")
        try shipped.write(PersonaFiles.framework(), to: "frameworks/calm.json")
    }

    private func library() -> PersonaLibrary { PersonaLibrary(shipped: shipped.path, own: own.path) }

    @Test func `a persona is found by its id, with and without a framework`() throws {
        let library = library()
        #expect(try library.persona(PersonaID(character: "captain")).id.key == "captain_calm")
        #expect(try library.persona(PersonaID(character: "captain", framework: "calm")).characterName == "Captain Reed")
        #expect(library.faults.isEmpty)
    }

    @Test func `who is not there is answered with who is`() throws {
        #expect(
            throws: Mistake("There is no persona “captian”. Did you mean “captain”? There are: captain.")
        ) { try library().persona(PersonaID(character: "captian")) }
        #expect(throws: Mistake("There is no framework “wild”. There are: calm.")) {
            try library().persona(PersonaID(character: "captain", framework: "wild"))
        }
        #expect(throws: Mistake.self) {
            try PersonaLibrary(shipped: "/nowhere", own: nil).persona(PersonaID(character: "captain"))
        }
    }

    @Test(arguments: [
        ("captain", PersonaID(character: "captain")), (" Captain ", PersonaID(character: "captain")),
        ("captain reed", PersonaID(character: "captain")),
        ("captain_calm", PersonaID(character: "captain", framework: "calm")),
    ])
    func `people may call it in several ways`(name: String, id: PersonaID) throws {
        #expect(try library().id(named: name) == id)
    }

    @Test func `a name that nobody has is a mistake`() {
        #expect(throws: Mistake.self) { try library().id(named: "captain_wild") }
        #expect(throws: Mistake.self) { try library().id(named: "") }
    }

    @Test func `the operator's own file wins over the shipped one`() throws {
        try own.write(PersonaFiles.character(name: "Captain Blythe"), to: "characters/captain.json")
        try own.write(PersonaFiles.character("cook", name: "Cook"), to: "characters/cook.json")
        let library = library()
        #expect(try library.persona(PersonaID(character: "captain")).characterName == "Captain Blythe")
        #expect(library.all.map(\.id) == ["captain", "cook"])
        try own.remove("characters/captain.json")
        #expect(library.reload())
        #expect(try library.persona(PersonaID(character: "captain")).characterName == "Captain Reed")
    }

    @Test func `an own file that never was right does not hide the shipped one or the others`() throws {
        try own.write("{", to: "characters/captain.json")
        try own.write(PersonaFiles.character("cook", name: "Cook"), to: "characters/cook.json")
        let library = library()
        #expect(library.all.map(\.name) == ["Captain Reed", "Cook"])
        #expect(library.faults.map(\.severity) == [.error])
        #expect(library.faults.first?.path == own.path + "/characters/captain.json")
    }

    @Test func `an edit is read, and only when there is one`() throws {
        let library = library()
        #expect(!library.reload())
        try shipped.write(PersonaFiles.character(name: "Captain Longname"), to: "characters/captain.json")
        #expect(library.reload())
        #expect(try library.persona(PersonaID(character: "captain")).system.contains("Captain Longname"))
        try shipped.write(PersonaFiles.framework(template: "Whisper."), to: "frameworks/calm.json")
        #expect(library.reload())
        #expect(try library.persona(PersonaID(character: "captain")).system.contains("Whisper."))
        #expect(!library.reload())
    }

    @Test func `a broken edit keeps the last good version and says so`() throws {
        let library = library()
        try shipped.write(
            PersonaFiles.character().replacing("\"display_name\"", with: "\n\n\"name\""), to: "characters/captain.json")
        #expect(library.reload())
        #expect(try library.persona(PersonaID(character: "captain")).characterName == "Captain Reed")
        let faults = library.faults.map(\.description)
        #expect(faults.contains("captain.json:1: “display_name” is missing"))
        #expect(faults.contains("captain.json: stays as it was before this edit"))
        try shipped.write(PersonaFiles.character(name: "Captain Mended"), to: "characters/captain.json")
        #expect(library.reload())
        #expect(library.faults.isEmpty)
        #expect(try library.persona(PersonaID(character: "captain")).characterName == "Captain Mended")
    }

    @Test func `a folder that cannot be read keeps its personas and says so`() throws {
        let library = library()
        try shipped.remove("characters")
        try shipped.write("not a folder", to: "characters")
        #expect(library.reload())
        #expect(library.all.map(\.id) == ["captain"])
        #expect(library.faults.map(\.description) == ["characters: the folder cannot be read"])
        #expect(!library.reload())
        try shipped.remove("characters")
        #expect(library.reload())
        #expect(library.all.isEmpty && library.faults.isEmpty)
    }

    @Test func `a character without a known framework gets one that is there`() throws {
        try own.write(PersonaFiles.character("cook", more: ",\n\"framework\": \"wild\""), to: "characters/cook.json")
        try own.write(PersonaFiles.framework("bright"), to: "frameworks/bright.json")
        let library = library()
        #expect(library.all.map(\.framework) == ["bright", "bright"])
        #expect(library.faults.map(\.description) == ["cook.json:8: there is no framework “wild”"])
        try own.write(PersonaFiles.framework("neuro"), to: "frameworks/neuro.json")
        try own.write(PersonaFiles.framework("wild"), to: "frameworks/wild.json")
        library.reload()
        #expect(library.all.first { $0.id == "cook" }?.framework == "wild")
        #expect(library.all.first { $0.id == "captain" }?.framework == "neuro")
        #expect(library.faults.isEmpty)
    }

    @Test func `odd names, links out of the folder and things that are no files are passed over`() throws {
        try own.write(PersonaFiles.character(), to: "outside.json")
        try own.write("{}", to: "characters/No Way.json")
        try own.write("notes", to: "characters/README.md")
        try own.write("x", to: "characters/.hidden.json")
        try own.write("x", to: "characters/folder.json/inside")
        let folder = own.path + "/characters"
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/link.json", withDestinationPath: own.path + "/outside.json")
        try FileManager.default.createSymbolicLink(atPath: folder + "/gone.json", withDestinationPath: "nothing")
        let library = library()
        #expect(library.all.map(\.id) == ["captain"])
        let faults = library.faults.map(\.description).sorted()
        #expect(faults.count == 4)
        #expect(faults.first == "No Way.json: is ignored: a name is made of a–z, 0–9 and _, at most 40 of them")
        #expect(faults.contains("folder.json: is ignored: it is not a file"))
        #expect(faults.contains("gone.json: is ignored: it is not a file"))
        #expect(faults.contains("link.json: is ignored: it is a link that leads out of its folder"))
    }

    @Test func `a link within the folder is followed`() throws {
        try own.write(PersonaFiles.character("cook", name: "Cook"), to: "characters/cook.json")
        try FileManager.default.createSymbolicLink(
            atPath: own.path + "/frameworks", withDestinationPath: shipped.path + "/frameworks")
        #expect(library().all.map(\.id) == ["captain", "cook"])
        #expect(library().faults.isEmpty)
    }

    @Test(arguments: [
        (Data(repeating: 0x20, count: PersonaFolder.byteLimit + 1), "larger than 256 kB"),
        (Data([0x22, 0xFF, 0xFE, 0x22]), "not UTF-8"),
        (Data("{\"a\": \"\u{0}\"}".utf8), "control character"),
        (Data(String(repeating: "[", count: 100_000).utf8), "nested"),
        (Data("a: &a [x, x]\nb: [*a, *a, *a]".utf8), "needs quotes"),
        (Data(), "ends where a value should stand"),
        (Data("{\"character_id\": \"\(String(repeating: "x", count: 200_000))\"}".utf8), "but the file is called"),
    ])
    func `hostile files are refused and the others stay`(bytes: Data, reason: String) throws {
        try own.write(bytes, to: "characters/hostile.json")
        let library = library()
        #expect(library.all.map(\.id) == ["captain"])
        #expect(library.faults.contains { $0.severity == .error && $0.reason.contains(reason) }, "\(library.faults)")
    }

    @Test func `files beyond the limit are not read`() throws {
        for number in 0..<(PersonaFolder.fileLimit + 3) {
            try own.write(PersonaFiles.character("c\(number)"), to: "characters/c\(number).json")
        }
        let library = library()
        #expect(library.all.count == PersonaFolder.fileLimit + 1)
        #expect(library.faults.map(\.reason) == ["3 files are not read: at most 200 a folder"])
    }

    @Test func `whatever stands in a file, the library lives`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var chance = Seeded(seed)
        let whole = Array(PersonaFiles.character().utf8)
        for _ in 0..<300 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                let place = Int.random(in: 0..<bytes.count, using: &chance)
                switch Int.random(in: 0...2, using: &chance) {
                case 0: bytes[place] = .random(in: 0...255, using: &chance)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[place...].prefix(20), at: place)
                }
            }
            let log = FaultLog(path: "captain.json")
            guard let text = String(validating: bytes, as: UTF8.self), let node = try? MarkedJSONReader.read(text)
            else {
                continue
            }
            let sheet = CharacterSheet(node, id: "captain", log: log)
            #expect((sheet == nil) == log.hasErrors, "seed \(seed)")
        }
    }
}

@Suite struct PersonaWatchTests {
    /// Sleeps until the test says so.
    private struct HandClock: Clock {
        struct Instant: InstantProtocol {
            var offset = Duration.zero
            func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
            func duration(to other: Instant) -> Duration { other.offset - offset }
            static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
        }

        let asleep = AsyncStream<Duration>.makeStream()
        let ticks = AsyncStream<Void>.makeStream()
        var now: Instant { Instant() }
        var minimumResolution: Duration { .zero }

        func sleep(until deadline: Instant, tolerance: Duration?) async throws {
            asleep.continuation.yield(deadline.offset)
            for await _ in ticks.stream { return }
            throw CancellationError()
        }
    }

    @Test func `an edit is heard at the next look, and stopping ends the watch`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(PersonaFiles.character(), to: "characters/captain.json")
        try folder.write(PersonaFiles.framework(), to: "frameworks/calm.json")
        let library = PersonaLibrary(shipped: folder.path, own: nil)
        let clock = HandClock()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await PersonaWatch(library, clock: clock).run() }
            var asleep = clock.asleep.stream.makeAsyncIterator()
            #expect(await asleep.next() == .seconds(2))
            try folder.write(PersonaFiles.character(name: "Captain Edited"), to: "characters/captain.json")
            #expect(library.all.map(\.name) == ["Captain Reed"])
            clock.ticks.continuation.yield()
            _ = await asleep.next()
            #expect(library.all.map(\.name) == ["Captain Edited"])
            group.cancelAll()
            try await group.waitForAll()
        }
    }
}
