package import Foundation

/// A value that SQL understands.
///
/// Text cannot hold U+0000 (PostgreSQL refuses it, SQLite cuts there): it is stored as U+FFFD.
/// A real that is not a number is stored as null.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob(Data)

    package init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
    package init(_ value: Int64?) { self = value.map(SQLValue.integer) ?? .null }
    package init(_ value: Double?) { self = value.map(SQLValue.real) ?? .null }
    package init(_ value: String?) { self = value.map(SQLValue.text) ?? .null }
    package init(_ value: Data?) { self = value.map(SQLValue.blob) ?? .null }
    /// Stored as 0 or 1.
    package init(_ value: Bool) { self = .integer(value ? 1 : 0) }
    /// Stored as milliseconds since 1970; a date too far away for that becomes null.
    package init(_ value: Date?) {
        self.init(value.flatMap { Int64(exactly: ($0.timeIntervalSince1970 * 1000).rounded()) })
    }
}

extension SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(stringLiteral value: String) { self = .text(value) }
    package init(nilLiteral: ()) { self = .null }
}
