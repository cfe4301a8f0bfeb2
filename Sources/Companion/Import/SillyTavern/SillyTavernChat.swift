package import Foundation

/// A chat of SillyTavern: a file of lines, the first about the chat and one for each message.
///
/// <https://docs.sillytavern.app/usage/core-concepts/chatfilemanagement/>
package struct SillyTavernChat: Sendable {
    /// The name of the file, by which SillyTavern tells a character's chats apart.
    package var id: String
    /// Whom the user talked with; in a group, who spoke first.
    package var character: String?
    package var user: String?
    package var createdAt: Date?
    /// In their order.
    package var messages: [ImportedMessage]
    package var leftOut: LeftOut

    /// Lines that are no part of the talk, and lines that could not be read.
    package struct LeftOut: Sendable, Hashable {
        /// Said by the program: help, notes, narration.
        package var system = 0
        /// Hidden from the model by the user.
        package var hidden = 0
        package var empty = 0
        package var bad = 0
        /// Reasons for the first of the bad lines, with their numbers.
        package var reasons: [String] = []
    }

    /// Puts into a report what was left out of this file.
    package func note(in report: inout ImportReport) {
        for (count, what) in [
            (leftOut.system, "of the program itself"), (leftOut.hidden, "that were hidden"),
            (leftOut.empty, "without text"), (leftOut.bad - leftOut.reasons.count, "more that cannot be read"),
        ] where count > 0 {
            report.leaveOut(id, "lines \(what): \(count)")
        }
        for reason in leftOut.reasons { report.leaveOut(id, reason) }
    }
}
