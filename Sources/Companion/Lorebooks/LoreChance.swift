/// The chance that entries with a probability have, from wherever it is injected.
struct LoreChance: RandomNumberGenerator {
    private let number: @Sendable () -> UInt64

    init(_ number: @escaping @Sendable () -> UInt64) { self.number = number }

    /// Where nothing is left to chance.
    static let lucky = LoreChance { 0 }

    func next() -> UInt64 { number() }
}
