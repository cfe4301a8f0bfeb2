extension String {
    /// The beginning on one line, at most `limit` characters.
    func excerpt(upTo limit: Int) -> String {
        // Blanks may be many: twice the length is looked at, no more.
        let words = prefix(2 * limit).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isCut = words.count > limit || dropFirst(2 * limit).first != nil
        return isCut ? words.prefix(max(0, limit - 1)) + "…" : words
    }
}
