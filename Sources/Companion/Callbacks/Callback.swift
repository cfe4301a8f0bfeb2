package import Foundation
import Storage

/// Something that people said is to happen at a certain time, to be spoken of then where they said it.
package struct Callback: Sendable, Equatable {
    package enum State: String, Sendable {
        case waiting
        /// It is being said, or was when the program stopped.
        case claimed
        /// It was said.
        case done
        /// Nobody wants it: it is not found again.
        case cancelled
    }

    package var id: Int64
    package var place: String
    /// What the place goes down with.
    package var realm: String?
    /// Who said it: their id.
    package var speaker: String
    /// Who is to do it, as people call them.
    package var who: String
    /// In a few words.
    package var what: String
    /// The message that it was said in.
    package var message: String
    /// When it was said to happen.
    package var saidFor: Date
    /// When it is spoken of: not before, and perhaps later.
    package var dueAt: Date
    package var state: State
    package var claimedAt: Date?
}

extension Callback {
    init(_ row: Row) throws {
        guard let state = State(rawValue: try row.text("state")) else {
            throw StorageError.badRow("callback.state is unknown")
        }
        self.init(
            id: Int64(try row.int("id")), place: try row.text("place"),
            realm: try row.optionalText("realm"), speaker: try row.text("speaker"),
            who: try row.text("who"), what: try row.text("what"), message: try row.text("source_message"),
            saidFor: try row.date("said_for"), dueAt: try row.date("due_at"), state: state,
            claimedAt: try row.optionalDate("claimed_at"))
    }
}
