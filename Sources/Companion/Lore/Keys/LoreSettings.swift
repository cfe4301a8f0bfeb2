/// What holds where neither a book nor an entry says otherwise. The numbers are SillyTavern's.
package struct LoreSettings: Sendable, Hashable {
    /// Messages to look at for keys; the last one counts as 1.
    package var scanDepth = 2
    package var isCaseSensitive = false
    package var matchesWholeWords = false
    /// Whether what one entry says may bring up others.
    package var isRecursive = true
    /// Whether of a group only those stay of which most keys were seen.
    package var usesGroupScoring = false

    package init() {}
}
