/// One piece of lore: a text, and when and where it is told.
///
/// The names are those of SillyTavern's world info where there are any.
/// <https://docs.sillytavern.app/usage/core-concepts/worldinfo/>
package struct LoreEntry: Sendable, Hashable {
    /// Unique in its book.
    package var id: Int
    /// For the people who write the book; no model reads it.
    package var comment = ""
    package var content = ""
    package var isEnabled = true

    // MARK: when it is told

    /// Any of them will do. `/…/i` is a pattern (``LinearPattern``).
    package var keys: [String] = []
    package var secondaryKeys: [String] = []
    /// Whether the secondary keys count.
    package var isSelective = true
    package var logic = LoreLogic.andAny
    /// Told without any key.
    package var isConstant = false
    /// It may also be found by its meaning.
    package var isVectorized = false
    /// Messages to look at; nil is what the book says.
    package var scanDepth: Int?
    package var isCaseSensitive: Bool?
    package var matchesWholeWords: Bool?
    /// Of 100 times, where ``usesProbability``.
    package var probability = 100.0
    package var usesProbability = true

    // MARK: recursion

    /// What other entries say does not bring it up.
    package var excludesRecursion = false
    /// What it says brings no others up.
    package var preventsRecursion = false
    /// 0, or the level at which only what other entries say brings it up.
    package var recursionDelay = 0

    // MARK: choice

    /// The names of its groups, with commas between them. Of a group one entry is told.
    package var group = ""
    package var hasGroupPriority = false
    package var groupWeight = 100.0
    package var usesGroupScoring: Bool?
    package var ignoresBudget = false

    // MARK: time, in messages

    /// So long it stays after it was brought up.
    package var sticky = 0
    /// So long it cannot be brought up again.
    package var cooldown = 0
    /// So many messages there must be.
    package var delay = 0

    // MARK: where it is told

    /// Higher ones stand nearer to the end, and come first where room is short.
    package var order = 100.0
    package var position = LorePosition.beforeCharacter
    /// At ``LorePosition/inChat``: how many messages from the end.
    package var depth = 4
    /// At ``LorePosition/inChat``: who seems to say it.
    package var role = LoreRole.system
    /// At ``LorePosition/outlet``: the name of the place.
    package var outlet = ""

    /// What the file said; nil for an entry that was made here.
    var original: LoreOriginal?
    /// The name under which it stands among the entries of a world info.
    var slot: String?

    package init(id: Int) { self.id = id }

    /// As it is where a file of this shape says nothing.
    init(id: Int, in shape: LoreShape) {
        self.id = id
        isSelective = shape == .worldInfo
    }

    /// At most 16; an entry is not in the groups after them.
    package var groups: [String] {
        group.split(separator: ",", maxSplits: 16).prefix(16).map { $0.trimming(\.isWhitespace) }
            .filter { !$0.isEmpty }
    }

    /// Nil for an outlet without a name, which stands nowhere.
    package var place: LorePlace? {
        switch position {
        case .beforeCharacter: .beforeCharacter
        case .afterCharacter: .afterCharacter
        case .noteTop: .noteTop
        case .noteBottom: .noteBottom
        case .inChat: .inChat(depth: depth, role: role)
        case .examplesTop: .examplesTop
        case .examplesBottom: .examplesBottom
        case .outlet: outlet.isEmpty ? nil : .outlet(outlet)
        }
    }
}
