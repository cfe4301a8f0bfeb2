import Engines
import Foundation
import Testing

@testable import Companion

/// What the embedder that comes with the program finds in a lorebook: the threshold is right for it.
@Suite struct LoreLikenessTests {
    private static let files = E5Files(home: ProcessInfo.processInfo.environment["ACORE_HOME"] ?? "")

    private static let entries = [
        "The lighthouse of Korr is kept by Mother Anselm, who has not slept in forty years. Its light is green.",
        "The Ashen Guild controls the trade in charcoal and secrets in Velmar. Its members wear grey gloves.",
        "The red dragon sleeps beneath the northern mountain on a bed of stolen gold.",
        "Magic costs memory: whoever casts a spell forgets a day of their life, chosen at random.",
        "King Edmar the Third rules the Seven Isles. He is nine years old and his uncle decides everything.",
        "Silverwood is a forest of pale birches where sounds are swallowed. Elves lived here until the war.",
    ].enumerated().map { number, text in
        ReadyLorebook.Meaning(id: LoreID(book: "b", entry: number), text: text, key: UInt128(number))
    }

    @Test(
        .enabled(if: files.missing == nil),
        arguments: [
            ("Who looks after the lighthouse?", 0), ("Which guild sells secrets?", 1),
            ("Where does the dragon sleep?", 2),
            ("¿Dónde duerme el dragón?", 2), ("What happens when I cast a spell?", 3), ("How old is the ruler?", 4),
            ("Are there elves in the forest?", 5),
            ("hi", nil), ("how are you today?", nil), ("can you help me with my python script?", nil),
            ("lol that was funny", nil), ("what time is it in Tokyo", nil), ("Wie wird das Wetter morgen?", nil),
            ("did you watch the game yesterday?", nil), ("write me a poem about love", nil),
        ] as [(String, Int?)])
    func `a question finds the entry that answers it, small talk finds none`(question: String, entry: Int?) async throws
    {
        let meanings = LoreMeanings(E5Embedder(Self.files))
        let found = await meanings.similar(to: question, among: Self.entries)
        let best = found.max { $0.value < $1.value }
        #expect(best?.key.entry == entry, "\(found)")
    }
}
