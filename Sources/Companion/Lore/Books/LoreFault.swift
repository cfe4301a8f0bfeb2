/// Something wrong with a lorebook or a card, for the person who brought it.
package struct LoreFault: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Severity: String, Sendable {
        /// The file is used all the same.
        case warning
        /// The file is not used.
        case error
    }

    package var severity: Severity
    /// Which entry, as it is numbered in the file; nil where the whole book or card is meant.
    package var entry: String?
    /// The member inside it, with what it stands in: `extensions.position`.
    package var member: String?
    /// It reads on from the member: `must be a text, not a number`.
    package var reason: String

    /// The file is not used.
    init(_ reason: String, member: String? = nil) {
        (severity, self.member, self.reason) = (.error, member, reason)
    }

    /// The file is used all the same.
    init(warning reason: String, entry: String? = nil, member: String?) {
        (severity, self.entry, self.member, self.reason) = (.warning, entry, member, reason)
    }

    /// `entry 3: “order” must be a number, not a text`
    package var description: String {
        (entry.map { "entry \($0): " } ?? "") + (member.map { "“\($0)” " } ?? "") + reason
    }
}
