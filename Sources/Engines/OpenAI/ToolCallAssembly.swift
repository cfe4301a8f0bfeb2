import Inference

/// Puts tool calls together from the pieces they are streamed in.
///
/// A piece names its call by `index`; servers that leave it out, or give every call the same, name it by `id`.
struct ToolCallAssembly: Sendable {
    /// More calls in one reply are nonsense.
    static let mostCalls = 64

    private struct Draft {
        var index: Int?
        var id: String
        var name: String
        var arguments: String
    }

    private var drafts: [Draft] = []
    private var bytes = 0

    /// - Parameter limit: bytes of names and arguments of all calls.
    /// - Returns: false where a limit is broken.
    mutating func add(_ piece: ChatChunk.Call, limit: Int) -> Bool {
        let id = piece.id ?? ""
        let name = piece.function?.name ?? ""
        let arguments = piece.function?.arguments?.text ?? ""
        bytes = bytes &+ name.utf8.count &+ arguments.utf8.count &+ id.utf8.count
        guard bytes <= limit else { return false }
        if let place = place(of: piece) {
            drafts[place].name += name
            drafts[place].arguments += arguments
            if drafts[place].id.isEmpty { drafts[place].id = id }
            return true
        }
        guard drafts.count < Self.mostCalls else { return false }
        drafts.append(Draft(index: piece.index, id: id, name: name, arguments: arguments))
        return true
    }

    /// Calls without a name cannot be made and are dropped; those without an id are given one.
    var finished: [ToolCall] {
        drafts.enumerated().filter { !$0.element.name.isEmpty }.map { place, draft in
            ToolCall(
                id: draft.id.isEmpty ? "call_\(place)" : draft.id, name: draft.name,
                arguments: draft.arguments.isEmpty ? "{}" : draft.arguments)
        }
    }

    /// The draft that the piece goes on with; nil where it starts a new one.
    private func place(of piece: ChatChunk.Call) -> Int? {
        let last = drafts.lastIndex { piece.index == nil || $0.index == piece.index }
        guard let last, let id = piece.id, !id.isEmpty, !drafts[last].id.isEmpty else { return last }
        return drafts.lastIndex { $0.id == id }
    }
}
