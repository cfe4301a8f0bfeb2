package import Foundation
package import Storage

/// What was said in each place, in the database, with the most recent places at hand.
package struct ConversationStore: Sendable {
    package init(database: any Database) {}

    /// The talks this speaker started, the latest first.
    package func conversations(of speaker: String) async throws -> [ConversationSummary] { [] }

    /// The last `limit` turns of a place, oldest first.
    package func history(of place: String, limit: Int) async throws -> [KeptTurn] { [] }

    /// Forgets everything that was said in a place, if it belongs to this speaker.
    /// - Returns: whether there was something to forget.
    @discardableResult
    package func delete(place: String, ownedBy speaker: String) async throws -> Bool { false }
}

/// A talk in a list of talks.
package struct ConversationSummary: Sendable, Equatable {
    package var place: String
    /// The first words said in it.
    package var title: String
    package var persona: String?
    package var updatedAt: Date
    package var turns: Int
}

/// A turn as it is kept.
package struct KeptTurn: Sendable, Equatable {
    package enum State: String, Sendable { case pending, complete, partial, missed }

    package var id: Int64
    package var isAnswer: Bool
    package var speakerID: String
    package var speakerName: String
    package var text: String
    package var saidAt: Date
    package var state: State
    package var persona: String?
}
