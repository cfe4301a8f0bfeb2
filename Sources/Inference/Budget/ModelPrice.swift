/// What a model's tokens cost, in millionths of a US dollar per million tokens
/// (so $0.15 per million is 150,000).
package struct ModelPrice: Sendable, Hashable {
    package var prompt: Int
    package var completion: Int

    package static let free = ModelPrice(prompt: 0, completion: 0)

    package init(prompt: Int, completion: Int) {
        self.prompt = max(0, prompt)
        self.completion = max(0, completion)
    }

    /// What a call to either costs at the most.
    package func joined(with other: ModelPrice) -> ModelPrice {
        ModelPrice(prompt: max(prompt, other.prompt), completion: max(completion, other.completion))
    }

    /// Rounded up; saturates instead of overflowing.
    package func microdollars(for usage: Usage) -> Int {
        cost(usage.promptTokens, prompt).saturatingAdd(cost(usage.completionTokens, completion))
    }

    private func cost(_ tokens: Int, _ price: Int) -> Int {
        let (product, overflow) = max(0, tokens).multipliedReportingOverflow(by: price)
        return overflow ? Int.max / 1_000_000 : product / 1_000_000 &+ (product % 1_000_000 > 0 ? 1 : 0)
    }
}

extension Int {
    /// Numbers of providers are not to be trusted with a trap.
    func saturatingAdd(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
