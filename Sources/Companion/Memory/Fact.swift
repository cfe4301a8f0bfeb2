package import Foundation
import Storage

/// Something known about a person, because they said it.
package struct Fact: Sendable, Equatable {
    package var id: Int64
    var kind: Statement.Kind
    var topic: String?
    /// In the third person, without the person: "lives in Oslo".
    package var text: String
    /// Their own words.
    package var excerpt: String
    /// Whom it is about.
    package var subject: String
    package var place: String
    /// The message that it was said in, where the surface has ids for them.
    var message: String? = nil
    package var saidAt: Date
    /// Whether only they themselves may be told.
    package var isPrivate: Bool
}

extension Fact {
    init(_ row: Row) throws {
        self.init(
            id: Int64(try row.int("id")), kind: Statement.Kind(rawValue: try row.text("kind")) ?? .fact,
            topic: try row.optionalText("topic"), text: try row.text("text"), excerpt: try row.text("excerpt"),
            subject: try row.text("subject"), place: try row.text("place"),
            message: try row.optionalText("source_message"), saidAt: try row.date("said_at"),
            isPrivate: try row.text("audience").hasPrefix("person:"))
    }
}

/// What is told to a model of one person.
package struct Recollection: Sendable, Equatable {
    package var name: String
    /// The most useful first.
    package var facts: [Fact]
}
