import Companion
import Foundation

/// A talk on the web page or through the API, by the id that its owner knows.
///
/// Its place begins with its owner's id, so that nobody can name another's.
struct Conversation: Sendable, Equatable {
    let id: String
    let place: String

    /// A new one.
    init(of speaker: Speaker) {
        id = Token.readable(16)
        place = Self.prefix(speaker) + id
    }

    /// The one that somebody names.
    ///
    /// - Throws: ``WebError`` 404 for what cannot be an id.
    init(_ id: String, of speaker: Speaker) throws {
        let isID = (1...40).contains(id.utf8.count) && id.utf8.allSatisfy(Self.isPartOfID)
        guard isID else { throw WebError.notFound }
        self.id = id
        place = Self.prefix(speaker) + id
    }

    /// The one at a place; nil for what is no conversation of theirs.
    init?(place: String, of speaker: Speaker) {
        let prefix = Self.prefix(speaker)
        guard place.hasPrefix(prefix) else { return nil }
        id = String(place.dropFirst(prefix.count))
        self.place = place
    }

    private static func prefix(_ speaker: Speaker) -> String { "\(speaker.id)/c/" }

    private static func isPartOfID(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
