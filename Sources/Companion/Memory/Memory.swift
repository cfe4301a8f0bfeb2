import Foundation
import Inference

/// All that the companion remembers, as it is asked for one answer.
struct Memory: Sendable {
    /// How much of each kind an answer is given.
    struct Measure: Sendable {
        var facts: Int
        var talk: Int
        var documents: Int
        /// In tokens.
        var lore: Int

        static let full = Measure(facts: 12, talk: 6, documents: 3, lore: 800)
        /// Small models lose their way in long prompts.
        static let small = Measure(facts: 3, talk: 1, documents: 1, lore: 80)
    }

    /// People that something is told of.
    static let mostPeople = 4
    /// A find that is this much worse than the best one is left out.
    private static let leastShare = 0.4

    let facts: FactStore
    /// Nil: only people are remembered.
    let recall: Recall?
    /// Nil: there is no lore.
    let lorebooks: LorebookStore?

    /// - Parameters:
    ///   - history: what the model reads of the talk anyway.
    ///   - pending: the turn itself, where it is kept.
    func memories(
        for turn: Turn, _ pending: KeptTurn?, after history: [KeptTurn], viewer: Viewer, as persona: Persona,
        _ measure: Measure, at now: Date
    ) async throws -> Memories {
        var memories = Memories(
            people: try await facts.recall(
                people(in: turn, history), for: viewer, asking: turn.text, limit: measure.facts),
            question: turn.text)
        memories.lore =
            try await lorebooks?.told(for: turn, after: history, viewer: viewer, as: persona, budget: measure.lore)
            ?? []
        let seen = Set(history.map(\.id) + [pending?.id].compactMap(\.self))
        guard let recall else { return memories }
        let found = try await recall.find(turn.text, for: viewer, at: now, limit: 16, except: seen, kind: .turn)
        let asked = turn.text.lowercased()
        let useful = Self.useful(found).filter { $0.passage.text.lowercased() != asked }
        memories.talk = Array(useful.prefix(measure.talk))
        // By themselves: much talk does not crowd them out.
        memories.documents = try await DocumentSearch(recall).find(
            turn.text, for: viewer, at: now, knowing: persona.categories, limit: measure.documents)
        return memories
    }

    private static func useful(_ found: [Recalled]) -> ArraySlice<Recalled> {
        let least = (found.first?.score ?? 0) * leastShare
        return found.prefix { $0.score >= least }
    }

    /// Who asks, and those here whom they name.
    private func people(in turn: Turn, _ history: [KeptTurn]) -> [Speaker] {
        let spoken = Self.words(of: turn.text)
        let named = history.reversed().filter { turn in
            let name = Self.words(of: turn.speakerName)
            return !turn.isAnswer && name.contains { $0 != " " } && spoken.contains(name)
        }
        .map { Speaker(id: $0.speakerID, name: $0.speakerName) }
        var people = [turn.speaker]
        for person in named where !people.contains(where: { $0.id == person.id }) { people.append(person) }
        return Array(people.prefix(Self.mostPeople))
    }

    /// Words with a space around each, so that a name of several is found among them.
    private static func words(of text: String) -> String {
        " " + text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ") + " "
    }
}
