import Companion
import Foundation

/// Who asks.
enum Caller: Sendable, Equatable {
    case stranger
    case person(Session)
    case program(APIKey)

    /// Nil for strangers, who cannot talk to the companion.
    var speaker: Speaker? {
        switch self {
        case .stranger: nil
        case .person(let session): Speaker(id: "web:\(session.userName)", name: session.userName)
        case .program(let key): Speaker(id: APIKey.speakerID(key.id), name: key.name)
        }
    }

    var session: Session? { if case .person(let session) = self { session } else { nil } }
}
