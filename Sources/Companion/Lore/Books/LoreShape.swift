import Inference

/// The two ways in which programs write a lorebook.
package enum LoreShape: Sendable, Hashable {
    /// SillyTavern's own files: entries by number, every setting beside the other.
    case worldInfo
    /// Inside cards and in `lorebook_v3` files: entries in a list, SillyTavern's settings in `extensions`.
    /// <https://github.com/kwaroran/character-card-spec-v3/blob/main/SPEC_V3.md>
    case characterBook
}

/// What a file said, word for word, so that it can be handed back with all that is not understood.
struct LoreOriginal: Sendable, Hashable {
    var shape: LoreShape
    var members: [String: JSONValue]
}
