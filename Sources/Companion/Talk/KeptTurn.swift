package import Foundation
import Inference
import Storage

/// A turn as it is kept.
package struct KeptTurn: Sendable, Equatable {
    package enum State: String, Sendable {
        /// Said, and still to be answered.
        case pending
        case complete
        /// An answer that was cut off.
        case partial
        /// Never answered: a model failed, or the program was away for too long.
        case missed
    }

    /// The speaker of answers.
    static let companion = "acore"

    package var id: Int64
    package var isAnswer: Bool
    package var speakerID: String
    package var speakerName: String
    package var text: String
    package var saidAt: Date
    package var state: State
    package var persona: String?
}

extension KeptTurn {
    init(_ row: Row) throws {
        guard let state = State(rawValue: try row.text("state")) else {
            throw StorageError.badRow("turn.state is unknown")
        }
        self.init(
            id: Int64(try row.int("id")), isAnswer: try row.text("speaker") == Self.companion,
            speakerID: try row.text("speaker"), speakerName: try row.text("speaker_name"), text: try row.text("text"),
            saidAt: try row.date("said_at"), state: state, persona: try row.optionalText("persona"))
    }
}

/// A turn that waits for its answer since before the program started.
struct PendingTurn: Sendable {
    var kept: KeptTurn
    /// Without its pictures: they are not kept.
    var turn: Turn
    var hadImages: Bool

    init(_ row: Row) throws {
        kept = try KeptTurn(row)
        var place = Place(
            id: try row.text("place"), kind: Place.Kind(rawValue: try row.text("kind")) ?? .text,
            parent: try row.optionalText("parent"), realm: try row.optionalText("realm"))
        place.isAgeRestricted = try row.bool("is_age_restricted")
        let audience = try row.text("audience")
        turn = Turn(
            speaker: Speaker(id: kept.speakerID, name: kept.speakerName), place: place,
            audience: audience.hasPrefix("person:") ? .person(kept.speakerID) : .place(place.id), text: kept.text,
            saidAt: kept.saidAt, sourceMessage: try row.optionalText("source_message"))
        hadImages = try row.int("images") > 0
    }

    /// The turn as it is to be answered: it tells of pictures that nobody brought again.
    func told(in turn: Turn) -> Turn {
        guard hadImages, turn.images.isEmpty else { return turn }
        var turn = turn
        turn.text += (turn.text.isEmpty ? "" : "\n") + "[A picture that belongs here can no longer be seen.]"
        return turn
    }
}

/// A talk in a list of talks.
package struct ConversationSummary: Sendable, Equatable {
    package var place: String
    /// The first words said in it.
    package var title: String
    package var persona: String?
    package var updatedAt: Date
    package var turns: Int

    init(_ row: Row) throws {
        place = try row.text("place")
        title = try row.text("title")
        persona = try row.optionalText("persona")
        updatedAt = try row.date("updated_at")
        turns = try row.int("turns")
    }
}
