/// Questions that only make sense before a picture.
enum ImageQuestions {
    static func areIn(_ words: SpokenWords) -> Bool { phrases.contains { words.contains($0) } }

    private static let phrases: [Phrase] = [
        "what is this", "what is that", "what's this", "what's that", "whats this", "whats that", "who is this",
        "who is that", "who's this", "who's that", "look at this", "look at that", "describe this", "describe that",
        "thoughts?", "opinion?", "opinions?", "can you see", "do you see", "what do you think of this",
        "what are these", "who are they",
        "was ist das", "wer ist das", "schau dir das an", "schau mal", "siehst du", "beschreib das", "meinung?",
        "qu'est-ce que c'est", "c'est quoi", "c'est qui", "regarde ça", "tu vois",
        "qué es esto", "qué es eso", "quién es", "mira esto", "puedes ver",
    ].map(Phrase.init)
}
