import Foundation
import Synchronization

/// Ids that sort by time: milliseconds since 2020 in the high bits, chance in
/// the low ones, so that several processes may write into one table.
enum TurnID {
    private static let last = Mutex<Int64>(0)

    static func next(at date: Date) -> Int64 {
        let milliseconds = Int64(max(0, min(date.timeIntervalSince1970 - 1_577_836_800, 1e9)) * 1000)
        let candidate = milliseconds << 22 | Int64.random(in: 0..<(1 << 20))
        return last.withLock { last in
            last = max(candidate, last &+ 1)
            return last
        }
    }
}
