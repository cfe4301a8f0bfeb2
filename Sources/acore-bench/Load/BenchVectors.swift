import Foundation

/// Vectors of length one in clusters, as texts about a few subjects have them; the same for the same seed.
struct BenchVectors {
    static let dimensions = 384
    private static let clusters = 200
    /// How far a vector is from the middle of its cluster.
    private static let spread: Float = 0.7

    private static let middles: [[Float]] = {
        var random = SeededRandom(seed: 99)
        return (0..<clusters).map { _ in normalized((0..<dimensions).map { _ in random.bell() }) }
    }()

    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func make(_ count: Int) -> [[Float]] { (0..<count).map { _ in next() } }

    mutating func next() -> [Float] {
        let middle = Self.middles[Int(random.next() % UInt64(Self.clusters))]
        let scale = Self.spread / Float(Self.dimensions).squareRoot()
        return Self.normalized(middle.map { $0 + random.bell() * scale })
    }

    private static func normalized(_ vector: [Float]) -> [Float] {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? vector.map { $0 / length } : vector
    }
}

/// Words as often as words are: the second half as often as the first, the third a third as often.
struct BenchWords {
    private static let vocabulary = 30_000
    /// The commonest are no terms: an index leaves them out.
    private static let stopped = 60

    private static let sums: [Double] = {
        var sum = 0.0
        return (stopped..<vocabulary).map { rank in
            sum += 1 / Double(rank + 1)
            return sum
        }
    }()

    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func sentence(_ count: Int) -> String { (0..<count).map { _ in word() }.joined(separator: " ") }

    /// What is asked for is what tells things apart: rarer than chance.
    mutating func question(_ count: Int) -> String {
        (0..<count).map { number in number % 2 == 0 ? word() : rareWord() }.joined(separator: " ")
    }

    private mutating func word() -> String {
        let wanted = Double(random.next() >> 11) / Double(1 << 53) * (Self.sums.last ?? 1)
        var (low, high) = (0, Self.sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if Self.sums[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return "w\(low)"
    }

    private mutating func rareWord() -> String { "w\(500 + Int(random.next() % 20_000))" }
}

/// SplitMix64.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// About as a bell curve: four dice.
    mutating func bell() -> Float {
        let bits = next()
        let dice = (0..<4).reduce(Float(0)) { $0 + Float((bits >> UInt64($1 * 16)) & 0xFFFF) / 65_536 }
        return (dice - 2) * 1.732
    }
}
