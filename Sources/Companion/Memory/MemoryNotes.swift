/// What is remembered, in words, with where it stands in a prompt: data, wherever it stands.
struct MemoryNotes: Sendable, Equatable {
    /// Before the persona's text.
    var before = ""
    /// After it.
    var after = ""
    /// In the talk, so many messages before its end, the question counted as the first.
    var inTalk: [InTalk] = []

    struct InTalk: Sendable, Equatable {
        var depth: Int
        var text: String
    }
}
