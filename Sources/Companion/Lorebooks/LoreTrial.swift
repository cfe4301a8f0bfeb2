/// What would be told if somebody said something, and what would not.
package struct LoreTrial: Sendable, Equatable {
    package struct Omission: Sendable, Equatable {
        package var book: String
        package var entry: String
        package var reason: LoreOutcome.Omission.Reason
    }

    /// In the order of the prompt.
    package var told: [ToldLore]
    package var omitted: [Omission]
}
