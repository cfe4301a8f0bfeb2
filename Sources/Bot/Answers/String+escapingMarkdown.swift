extension String {
    /// As Discord shows it letter by letter: nothing in it is bold, a link or a mention.
    var escapingMarkdown: String {
        reduce(into: "") { text, character in
            if Self.markup.contains(character) { text.append("\\") }
            text.append(character)
        }
    }

    private static let markup: Set<Character> = ["\\", "*", "_", "~", "`", "|", "<", ">", "[", "]", "(", ")", "#", "@"]
}
