import Companion
import DiscordModel

/// `/rag_reload` reads the operator's folder of documents again.
struct RAGReloadCommand: SlashCommand {
    let name = "rag_reload"
    let summary = "Reads the documents in my operator's folder again."
    let topic = CommandTopic.memory
    let localizations = Localizations.german("Liest die Dokumente im Ordner meines Betreibers neu.")
    let permission = CommandPermission.members(.manageGuild)
    let isForServersOnly = true
    let cooldown: Duration? = .seconds(60)

    let folder: DocumentFolder

    func run(_ call: CommandCall) async throws -> CommandReply {
        let outcome = try await folder.reload()
        let words = """
            I know \(outcome.documents) documents with \(outcome.passages) passages from that folder: \
            \(outcome.added) new, \(outcome.changed) changed, \(outcome.removed) removed.
            """
        return .onlyToYou(([words] + faults(outcome, call)).joined(separator: "\n"))
    }

    /// What lies there and cannot be read is for whoever put it there.
    private func faults(_ outcome: DocumentFolderOutcome, _ call: CommandCall) -> [String] {
        guard outcome.faultCount > 0 else { return [] }
        guard call.isOwner else { return ["\(outcome.faultCount) could not be read; the log says why."] }
        let lines = outcome.faults.map { "- \($0.file.escapingMarkdown): \($0.reason.escapingMarkdown)" }
        let more = outcome.faultCount - outcome.faults.count
        return ["Not read:"] + lines + (more > 0 ? ["… and \(more) more"] : [])
    }
}
