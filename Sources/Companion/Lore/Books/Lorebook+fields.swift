import Inference

extension Lorebook {
    typealias Field = LoreField<Lorebook>

    /// Every field of a book but its entries. A world info has none of its own but the name: what it is given here
    /// is named as in a card, and where SillyTavern made it from a card, the card's words stand in `originalData`.
    static let fields: [Field] = [
        field(\.name, "name", .textIfAny),
        field(\.summary, "description", .textIfAny),
        field(\.scanDepth, "scan_depth", .choice(0...1_000, writingNull: false)),
        field(\.tokenBudget, "token_budget", .choice(0...10_000_000, writingNull: false)),
        field(\.isRecursive, "recursive_scanning", .choiceIfAny),
    ]

    private static func field<Value: Equatable & Sendable>(
        _ path: any WritableKeyPath<Lorebook, Value> & Sendable, _ name: String, _ codec: LoreCodec<Value>
    ) -> Field {
        Field(
            path, worldInfo: [.top(name, codec), .alias(.inside("originalData", name), codec)],
            characterBook: [.top(name, codec)]
        ) { _ in Lorebook() }
    }
}
