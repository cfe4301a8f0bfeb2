import Foundation
import Inference
import Synchronization
import Testing

@testable import Companion

/// Entries that are found without their keys, by what they mean.
@Suite struct LoreMeaningTests {
    private func meant(_ id: Int, _ text: String) -> LoreEntry {
        var entry = lore(id, "key\(id)", saying: text)
        entry.isVectorized = true
        return entry
    }

    @Test func `an entry that means what is asked is told, where it wants to be found so`() async throws {
        let house = try await LoreHouse(embedder: ScriptedEmbedder())
        var other = lore(2, "nothing", saying: "who keeps the old lighthouse?")
        other.isVectorized = false
        try await house.bring(meant(1, "who keeps the old lighthouse"), meant(3, "bread is baked at dawn"), other)
        let told = try await house.say("who keeps the old lighthouse")
        #expect(told.contains("instructions):\nwho keeps the old lighthouse\n"), "\(told)")
        #expect(!told.contains("bread"))
        let ground = try #require(try await house.grounds().first)
        #expect(ground.title.contains("its meaning is near, 1") && ground.score > 0.99)
    }

    @Test func `an entry for others is not found either`() async throws {
        let house = try await LoreHouse(embedder: ScriptedEmbedder())
        let json = """
            {"entries": [{"uid": 1, "key": [], "vectorized": true, "content": "who keeps the old lighthouse",
              "characterFilter": {"isExclude": false, "names": ["Bilbo"], "tags": []}}]}
            """
        try await house.bring(Array(json.utf8), named: "x")
        try await house.say("who keeps the old lighthouse")
        #expect(try await house.grounds().isEmpty)
    }

    @Test func `vectors are made once, a few for a question and the others beside the talk`() async throws {
        let embedder = ScriptedEmbedder()
        let meanings = LoreMeanings(embedder)
        let entries = (0..<20).map { number in
            ReadyLorebook.Meaning(
                id: LoreID(book: "b", entry: number), text: "entry \(number)", key: UInt128(number))
        }
        _ = await meanings.similar(to: "anything", among: entries)
        #expect(embedder.calls.last?.count == LoreMeanings.atOnce)
        #expect(await meanings.similar(to: "entry 19", among: []).isEmpty)
        await meanings.catchUp()
        let before = embedder.calls.count
        #expect(await meanings.similar(to: "entry 19", among: entries)[LoreID(book: "b", entry: 19)] ?? 0 > 0.99)
        #expect(embedder.calls.count == before + 1)
        await meanings.catchUp()
        #expect(embedder.calls.count == before + 1)
    }

    @Test func `an embedder that fails takes nothing away but what it would find`() async throws {
        let failing = ScriptedEmbedder(failure: .unreachable(provider: "p", reason: "refused"))
        let house = try await LoreHouse(embedder: failing)
        try await house.bring(meant(1, "The tower leans."))
        #expect(try await house.say("key1?").contains("leans"))
        #expect(try await !house.say("nothing of the kind").contains("leans"))
    }
}
