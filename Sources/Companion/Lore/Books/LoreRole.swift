/// Who seems to say what is told in the chat; the numbers are those of the files.
package enum LoreRole: Int, Sendable, Hashable, CaseIterable {
    case system, user, assistant
}
