/// Which events of a session have come already: some come again after a resume, some late.
struct SequenceWindow {
    enum Verdict { case new, repeated, absurd }

    /// The largest so far.
    private(set) var last: Int?
    /// Bit n: whether `last - n` has come.
    private var seen: UInt64 = 0

    /// - Parameter last: in a resumed session; up to it all have come.
    init(last: Int? = nil) {
        self.last = last
        if last != nil { seen = .max }
    }

    /// Nothing jumps by a million: believed once, such a number would make all that follows look old.
    private static let longestJump = 1_000_000

    mutating func take(_ sequence: Int) -> Verdict {
        guard sequence > 0 else { return .absurd }
        let (distance, overflows) = sequence.subtractingReportingOverflow(last ?? 0)
        guard !overflows, distance <= Self.longestJump else { return .absurd }
        guard distance <= 0, last != nil else {
            seen = distance < 64 ? seen << UInt64(clamping: distance) | 1 : 1
            last = sequence
            return .new
        }
        let bit: UInt64 = distance > -64 ? 1 << UInt64(clamping: 0 &- distance) : 0
        guard bit != 0, seen & bit == 0 else { return .repeated }
        seen |= bit
        return .new
    }
}
