package import Foundation

/// A value that SQL understands.
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
    /// Stored as milliseconds since 1970.
    package init(_ value: Date?) { self.init(value.map { Int64(($0.timeIntervalSince1970 * 1000).rounded()) }) }
}

extension SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(stringLiteral value: String) { self = .text(value) }
    package init(nilLiteral: ()) { self = .null }
}

/// One row of a result, read by column name.
///
/// A column that is missing or of another type is an error, never a trap.
package struct Row: Sendable, Equatable {
    private let values: [String: SQLValue]

    package init(_ values: [String: SQLValue]) { self.values = values }

    package func value(_ column: String) throws -> SQLValue {
        guard let value = values[column] else { throw StorageError.badRow("no column \(column)") }
        return value
    }

    package func text(_ column: String) throws -> String { try required(column, optionalText(column)) }
    package func int(_ column: String) throws -> Int { try required(column, optionalInt(column)) }
    package func real(_ column: String) throws -> Double { try required(column, optionalReal(column)) }
    package func blob(_ column: String) throws -> Data { try required(column, optionalBlob(column)) }
    package func date(_ column: String) throws -> Date { try required(column, optionalDate(column)) }
    package func bool(_ column: String) throws -> Bool { try int(column) != 0 }

    package func optionalText(_ column: String) throws -> String? {
        switch try value(column) {
        case .null: nil
        case .text(let text): text
        case let other: throw StorageError.badRow("\(column) is \(other), not text")
        }
    }

    package func optionalInt(_ column: String) throws -> Int? {
        switch try value(column) {
        case .null: nil
        case .integer(let number): Int(number)
        case let other: throw StorageError.badRow("\(column) is \(other), not an integer")
        }
    }

    package func optionalReal(_ column: String) throws -> Double? {
        switch try value(column) {
        case .null: nil
        case .real(let number): number
        case .integer(let number): Double(number)
        case let other: throw StorageError.badRow("\(column) is \(other), not a number")
        }
    }

    package func optionalBlob(_ column: String) throws -> Data? {
        switch try value(column) {
        case .null: nil
        case .blob(let data): data
        case let other: throw StorageError.badRow("\(column) is \(other), not bytes")
        }
    }

    package func optionalDate(_ column: String) throws -> Date? {
        try optionalInt(column).map { Date(timeIntervalSince1970: Double($0) / 1000) }
    }

    private func required<Value>(_ column: String, _ value: Value?) throws -> Value {
        guard let value else { throw StorageError.badRow("\(column) is null") }
        return value
    }
}
