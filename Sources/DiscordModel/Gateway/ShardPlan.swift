/// Which shards this process runs: the setting `SHARDS`.
package enum ShardPlan: Hashable, Sendable {
    /// As many as Discord recommends.
    case automatic
    /// All of so many.
    case all(Int)
    /// Those of so many; other processes run the others.
    case some(ClosedRange<Int>, of: Int)

    /// More would take hours to log in.
    package static let countLimit = 4_096

    /// `auto`, `4` or `0..3/8` (both ends included). Nil for anything else.
    package init?(_ text: String) {
        if text == "auto" {
            self = .automatic
            return
        }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let count = parts.last.flatMap({ Self.number($0) }), (1...Self.countLimit).contains(count)
        else { return nil }
        guard parts.count == 2 else {
            self = .all(count)
            return
        }
        let ends = parts[0].split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]),
            first <= last, last < count
        else { return nil }
        self = .some(first...last, of: count)
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }

    /// In the order in which they log in.
    package func shards(recommended: Int) -> [Shard] {
        switch self {
        case .automatic:
            let count = min(max(1, recommended), Self.countLimit)
            return (0..<count).map { Shard(index: $0, count: count) }
        case .all(let count): return (0..<count).map { Shard(index: $0, count: count) }
        case .some(let range, let count): return range.map { Shard(index: $0, count: count) }
        }
    }
}
