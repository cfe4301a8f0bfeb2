/// What the secondary keys must do once a primary key was seen; the numbers are those of the files.
package enum LoreLogic: Int, Sendable, Hashable, CaseIterable {
    /// At least one is there.
    case andAny
    /// At least one is not there.
    case notAll
    /// None is there.
    case notAny
    /// Every one is there.
    case andAll
}
