package import Foundation
import Storage

/// What was said in a part of a talk, in a few sentences of a model's: data, like the words that it stands for.
package struct Summary: Sendable, Equatable {
    package var id: Int64
    package var place: String
    package var text: String
    /// What matters most, each on one line.
    package var points: [String]
    /// When the first and the last of its turns were said.
    package var began: Date
    package var ended: Date
    package var turns: Int
}

extension Summary {
    init(_ row: Row) throws {
        self.init(
            id: Int64(try row.int("id")), place: try row.text("place"), text: try row.text("text"),
            points: try row.text("points").split(whereSeparator: \.isNewline).map(String.init),
            began: try row.date("began_at"), ended: try row.date("said_at"), turns: try row.int("turns"))
    }

    /// On one line, as a model reads it.
    var line: String {
        let days = [began, ended].map { $0.formatted(.iso8601.year().month().day()) }
        let span = days.first == days.last ? days.prefix(1).joined() : days.joined(separator: " to ")
        let words = ([text] + points).joined(separator: " ")
        return "- \(span): \(words)"
    }
}
