package import Foundation

/// One row of a result, read by column name.
///
/// A column that is missing or of another type is an error, never a trap.
package struct Row: Sendable {
    /// Where each column stands; shared by all rows of a statement.
    private let positions: [String: Int]
    private let values: [SQLValue]

    package init(_ values: [String: SQLValue]) {
        let columns = values.keys.sorted()
        self.init(
            positions: Row.positions(of: columns),
            values: columns.map { values[$0] ?? .null })
    }

    init(positions: [String: Int], values: [SQLValue]) {
        self.positions = positions
        self.values = values
    }

    /// Where two columns share a name, the first one is meant.
    static func positions(of columns: [String]) -> [String: Int] {
        Dictionary(zip(columns, columns.indices), uniquingKeysWith: { first, _ in first })
    }

    package func value(_ column: String) throws -> SQLValue {
        guard let position = positions[column], values.indices.contains(position) else {
            throw StorageError.badRow("no column \(column)")
        }
        return values[position]
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
        case let other: throw Row.mismatch(column, other, "text")
        }
    }

    package func optionalInt(_ column: String) throws -> Int? {
        switch try value(column) {
        case .null: nil
        case .integer(let number): Int(number)
        case let other: throw Row.mismatch(column, other, "an integer")
        }
    }

    package func optionalReal(_ column: String) throws -> Double? {
        switch try value(column) {
        case .null: nil
        case .real(let number): number
        case .integer(let number): Double(number)
        case let other: throw Row.mismatch(column, other, "a number")
        }
    }

    package func optionalBlob(_ column: String) throws -> Data? {
        switch try value(column) {
        case .null: nil
        case .blob(let data): data
        case let other: throw Row.mismatch(column, other, "bytes")
        }
    }

    package func optionalDate(_ column: String) throws -> Date? {
        try optionalInt(column).map { Date(timeIntervalSince1970: Double($0) / 1000) }
    }

    private func required<Value>(_ column: String, _ value: Value?) throws -> Value {
        guard let value else { throw StorageError.badRow("\(column) is null") }
        return value
    }

    /// Names the type, not the value: errors are logged, people's words are not.
    private static func mismatch(_ column: String, _ value: SQLValue, _ wanted: String) -> StorageError {
        let found =
            switch value {
            case .null: "null"
            case .integer: "an integer"
            case .real: "a real"
            case .text: "text"
            case .blob: "bytes"
            }
        return .badRow("\(column) is \(found), not \(wanted)")
    }
}

extension Row: Equatable {
    package static func == (left: Row, right: Row) -> Bool {
        if left.positions == right.positions { return left.values == right.values }
        guard left.positions.count == right.positions.count else { return false }
        return left.positions.keys.allSatisfy { column in
            // A column that one side lacks makes them differ.
            guard let mine = try? left.value(column), let other = try? right.value(column) else { return false }
            return mine == other
        }
    }
}
