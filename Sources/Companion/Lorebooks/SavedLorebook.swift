/// What became of a lorebook that was to be kept.
package struct SavedLorebook: Sendable, Equatable {
    package var summary: LorebookSummary
    /// Whether it took the place of one with its name.
    package var isReplacement: Bool
    /// What could not be understood; it is kept in the file all the same.
    package var faults: [LoreFault]
}
