/// Where in a prompt lore stands, with all that is needed to put it there.
package enum LorePlace: Sendable, Hashable {
    case beforeCharacter, afterCharacter
    case examplesTop, examplesBottom
    case noteTop, noteBottom
    /// `depth` messages before the end; 0 is after the last one.
    case inChat(depth: Int, role: LoreRole)
    case outlet(String)

    /// From the start of a prompt to its end, outlets last.
    var rank: (Int, Int, String) {
        switch self {
        case .beforeCharacter: (0, 0, "")
        case .afterCharacter: (1, 0, "")
        case .examplesTop: (2, 0, "")
        case .examplesBottom: (3, 0, "")
        case .noteTop: (4, 0, "")
        case .noteBottom: (5, 0, "")
        case .inChat(let depth, let role): (6, -min(max(depth, 0), 10_000), "\(role.rawValue)")
        case .outlet(let name): (7, 0, name)
        }
    }
}
