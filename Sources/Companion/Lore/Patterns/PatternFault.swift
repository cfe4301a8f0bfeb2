/// Why a pattern is not used. It reads on from the pattern: `refers back to a group`.
struct PatternFault: Error, Sendable, Hashable {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
