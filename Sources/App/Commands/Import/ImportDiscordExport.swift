import ArgumentParser
import Bot
import Companion
import Foundation
import Storage

struct ImportDiscordExport: Command {
    static let configuration = CommandConfiguration(
        commandName: "discord-export", abstract: "Brings in channels that DiscordChatExporter wrote as JSON.",
        discussion: """
            Everybody who wrote in a channel counts as one of its readers: what was said there is recalled before \
            them. What is there already is not brought in twice.
            """)

    /// Messages in one transaction.
    private static let step = 500

    @Argument(help: "One or more files.")
    var files: [String]

    func execute() async throws {
        try await withEmbedder { remembering, embedder in
            // Another process would not see what is new.
            try await withDatabase(remembering.places, as: .alone) { database in
                let conversations = ConversationStore(database: database)
                for file in files { try await take(file, into: conversations) }
                try await makeFindable(in: database, embedder)
            }
            if let missing = remembering.missing { tell(missing) }
        }
    }

    private func take(_ file: String, into conversations: ConversationStore) async throws {
        let export: DiscordExport
        do {
            export = try DiscordExport(contentsOf: URL(filePath: file))
        } catch let fault as DiscordExportFault {
            throw Refusal("\(file): \(fault)")
        }
        var (taken, known, empty) = (0, 0, 0)
        for start in stride(from: 0, to: export.count, by: Self.step) {
            let some = export.turns(in: start..<start + Self.step)
            let turns = some.compactMap(\.self)
            let new = try await conversations.take(turns, into: export.place)
            taken += new
            known += turns.count - new
            empty += some.count - turns.count
        }
        print("#\(export.channelName): \(taken) messages taken, \(known) were there, \(empty) say nothing.")
    }
}
