/// What one file of acore-bot holds.
package enum OldBotItem: Sendable {
    case profile(OldProfile)
    case document(OldDocument)
    case summary(OldSummary)
    case talk(OldTalk)
    case reminders([OldReminder])
    case notes([OldNote])
    case triviaScores([OldTriviaScore])

    /// Of everything in it: what is known by them need not be taken again.
    package var keys: [SourceKey] {
        switch self {
        case .profile(let profile): [profile.key] + profile.statements.map(\.key)
        case .document(let document): [document.key]
        case .summary(let summary): [summary.key]
        case .talk(let talk): talk.messages.map(\.key)
        case .reminders(let reminders): reminders.map(\.key)
        case .notes(let notes): notes.map(\.key)
        case .triviaScores(let scores): scores.map(\.key)
        }
    }
}
