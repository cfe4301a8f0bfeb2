/// What an import took and what it could not, for people to read.
package struct ImportReport: Sendable, Hashable, CustomStringConvertible {
    /// Reasons beyond this many are counted, not listed.
    static let listLimit = 200

    /// Something that was not taken, and why.
    package struct LeftOut: Sendable, Hashable, CustomStringConvertible {
        /// Inside the folder that was read; on one line, whatever it is called.
        package let path: String
        package let reason: String

        package var description: String { path.isEmpty ? reason : "\(path): \(reason)" }
    }

    package private(set) var taken: [ImportKind: Int] = [:]
    /// There since an earlier import.
    package private(set) var known: [ImportKind: Int] = [:]
    package private(set) var leftOut: [LeftOut] = []
    package private(set) var unlisted = 0

    package init() {}

    package mutating func took(_ kind: ImportKind, _ count: Int = 1) { Self.add(count, of: kind, to: &taken) }

    package mutating func knew(_ kind: ImportKind, _ count: Int = 1) { Self.add(count, of: kind, to: &known) }

    package mutating func took(_ keys: some Sequence<SourceKey>) {
        for key in keys { took(key.kind) }
    }

    package mutating func knew(_ keys: some Sequence<SourceKey>) {
        for key in keys { knew(key.kind) }
    }

    package mutating func leaveOut(_ path: String, _ reason: String) {
        guard leftOut.count < Self.listLimit else { return unlisted += 1 }
        leftOut.append(LeftOut(path: path.onOneLine(160), reason: reason.onOneLine(300)))
    }

    package var description: String {
        var lines = [Self.sentence("Taken", taken) ?? "Nothing new was taken."]
        if let sentence = Self.sentence("There already", known) { lines.append(sentence) }
        if !leftOut.isEmpty { lines += ["Not taken:"] + leftOut.map { "- \($0)" } }
        if unlisted > 0 { lines.append("- and \(unlisted) more") }
        return lines.joined(separator: "\n")
    }

    private static func add(_ count: Int, of kind: ImportKind, to counts: inout [ImportKind: Int]) {
        guard count > 0 else { return }
        counts[kind, default: 0] += count
    }

    private static func sentence(_ opening: String, _ counts: [ImportKind: Int]) -> String? {
        let parts = ImportKind.allCases.compactMap { kind in counts[kind].map { kind.counted($0) } }
        return parts.isEmpty ? nil : "\(opening): \(parts.joined(separator: ", "))."
    }
}
