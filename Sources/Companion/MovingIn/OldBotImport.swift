package import Foundation
package import Storage

/// Puts what acore-bot kept into the stores, file after file: each is taken whole or not at all, and nothing twice.
package struct OldBotImport: Sendable {
    private let database: any Database
    private let conversations: ConversationStore
    private let now: @Sendable () -> Date

    package init(
        database: any Database, conversations: ConversationStore, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.database = database
        self.conversations = conversations
        self.now = now
    }

    /// - Returns: what was taken, and what could not be.
    package func take(_ data: OldBotData) async throws -> ImportReport {
        var data = data
        var documents = 0
        while let item = data.next() {
            try Task.checkCancellation()
            switch item {
            case .talk(let talk): try await take(talk, &data.report)
            case .profile(let profile): try await take(profile, &data.report)
            case .document: documents += 1
            case .summary(let summary): try await take([KeptImport(summary, at: now())], &data.report)
            case .reminders(let reminders): try await take(reminders.map { KeptImport($0, at: now()) }, &data.report)
            case .notes(let notes): try await take(notes.map { KeptImport($0, at: now()) }, &data.report)
            case .triviaScores(let scores): try await take(scores.map { KeptImport($0, at: now()) }, &data.report)
            }
        }
        if documents > 0 {
            data.report.leaveOut("documents", "\(documents) of them stay where they are; bring them as documents")
        }
        return data.report
    }

    private func take(_ talk: OldTalk, _ report: inout ImportReport) async throws {
        let turns = talk.turns(at: now())
        let taken = try await conversations.take(turns, into: talk.place)
        report.took(.message, taken)
        report.knew(.message, turns.count - taken)
        let nameless = talk.messages.count - turns.count
        if nameless > 0 {
            report.leaveOut(
                "channel \(talk.channel)",
                "\(nameless) messages are by nobody, or answer nobody: it is not written whose they are")
        }
    }

    private func take(_ profile: OldProfile, _ report: inout ImportReport) async throws {
        let path = "profile \(profile.userID)"
        let (facts, left) = profile.ownFacts()
        let date = now()
        let affection = KeptImport(affectionOf: profile, at: date)
        let outcome = try await database.write { sql -> (intake: FactStore.Intake, isAffectionNew: Bool)? in
            guard try !FactStore.isPaused("discord:\(profile.userID)", sql) else { return nil }
            let intake = try FactStore.take(facts, of: profile.userID, at: date, sql)
            return (intake, try affection.map { try KeptImportStore.keep($0, sql) } ?? false)
        }
        guard let outcome else { return report.leaveOut(path, "this person wants nothing to be learnt about them") }
        report.took(outcome.intake.taken)
        report.knew(outcome.intake.known)
        if affection != nil { outcome.isAffectionNew ? report.took(.affection) : report.knew(.affection) }
        for reason in left { report.leaveOut(path, reason) }
        if outcome.intake.unwanted > 0 {
            report.leaveOut(
                path, "\(outcome.intake.unwanted) facts are more than the \(FactStore.mostFacts) kept of one person")
        }
    }

    private func take(_ items: [KeptImport], _ report: inout ImportReport) async throws {
        let new = try await database.write { sql in
            try items.map { try KeptImportStore.keep($0, sql) }
        }
        for (item, isNew) in zip(items, new) { isNew ? report.took([item.key]) : report.knew([item.key]) }
    }
}
