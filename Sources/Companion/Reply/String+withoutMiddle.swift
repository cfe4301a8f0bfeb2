import Inference

extension String {
    /// The beginning and the end, with a mark where words are missing; about `tokens` long.
    func withoutMiddle(tokens: Int) -> String {
        guard TokenEstimate.tokens(in: self) > tokens else { return self }
        let third = (tokens - TokenEstimate.tokens(in: Self.gap)) / 3
        return prefix(length(of: self, within: 2 * third)) + Self.gap + suffix(length(of: reversed(), within: third))
    }

    private static let gap = "\n[…]\n"

    /// How many of these characters are that many tokens.
    private func length(of characters: some Sequence<Character>, within tokens: Int) -> Int {
        var estimate = TokenEstimate()
        var count = 0
        for character in characters {
            estimate.add(String(character))
            guard estimate.tokens <= tokens else { break }
            count += 1
        }
        return count
    }
}
