import DiscordModel

/// A button that was pressed, what was selected, or a form that was filled in: of a component that this bot made for
/// this person, and that is still good.
package struct ComponentChoice: Sendable, Equatable {
    /// What the command wrote into the custom id.
    package var payload: String
    package var values: [String]
    private let filled: InteractionData

    init(_ id: CustomID, _ data: InteractionData) {
        payload = id.payload
        values = data.values
        filled = data
    }

    /// What stands in a field of a form; nothing where it was left empty.
    func text(_ field: String) -> String? {
        let text = filled.submitted(field)?.value?.string?.trimmed ?? ""
        return text.isEmpty ? nil : text
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
