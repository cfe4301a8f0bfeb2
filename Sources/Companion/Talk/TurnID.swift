import Foundation
import Synchronization

/// Ids that sort by time: milliseconds since 2020 in the high bits, chance in
/// the low ones, so that several processes may write into one table.
enum TurnID {
    /// Ids in one millisecond.
    static let aMillisecond: Int64 = 1 << 22

    private static let last = Mutex<Int64>(0)

    static func next(at date: Date) -> Int64 {
        let candidate = max(0, first(at: date)) + Int64.random(in: 0..<(1 << 20))
        return last.withLock { last in
            last = max(candidate, last &+ 1)
            return last
        }
    }

    /// The smallest id of this millisecond; below zero for what was said before 2020.
    static func first(at date: Date) -> Int64 {
        let seconds = max(-1e9, min(date.timeIntervalSince1970 - 1_577_836_800, 1e9))
        return Int64((seconds * 1000).rounded(.down)) * aMillisecond
    }
}
