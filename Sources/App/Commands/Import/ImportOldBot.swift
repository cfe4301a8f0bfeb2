import ArgumentParser
import Companion
import Foundation
import Storage

struct ImportOldBot: Command {
    static let configuration = CommandConfiguration(
        commandName: "acore-bot", abstract: "Brings in what acore-bot kept in its folder “data”.",
        discussion: """
            Talks become talks of the same channels, and what was known about people is told to themselves alone. \
            Summaries, reminders, notes and trivia scores are kept for later. What is there already is not brought in \
            twice, so the command may be run again.
            """)

    @Option(help: "The time zone of the machine that acore-bot ran on, such as Europe/Oslo. Left out: this machine's.")
    var timeZone: String?

    @Argument(help: "The folder “data” of acore-bot.")
    var folder: String

    func execute() async throws {
        let zone = try timeZone.zone()
        let data: OldBotData
        do { data = try OldBotData(at: folder, timeZone: zone) } catch { throw Refusal(error.reason) }
        try await withEmbedder { remembering, embedder in
            // Another process would not see what is new.
            try await withDatabase(remembering.places, as: .alone) { database in
                let report = try await OldBotImport(
                    database: database, conversations: ConversationStore(database: database)
                ).take(data)
                print(report)
                try await makeFindable(in: database, embedder)
            }
            if let missing = remembering.missing { tell(missing) }
        }
    }
}

extension String? {
    /// The time zone of this name; nil is this machine's.
    func zone() throws -> TimeZone {
        guard let self else { return .current }
        guard let zone = TimeZone(identifier: self) else {
            throw Refusal("There is no time zone “\(self)”. Write one like Europe/Oslo.")
        }
        return zone
    }
}
