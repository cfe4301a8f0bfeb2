import ArgumentParser
import Companion
import Foundation
import Inference
import Logging
import ServiceLifecycle

struct ChatCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "chat", abstract: "Talks in the terminal, or answers once in a pipe.",
        discussion: "echo 'hello' | acore chat")

    @Option(help: "Who answers, such as chief or chief_chaotic.")
    var persona: String?

    @Option(help: "The model of the configured provider to ask.")
    var model: String?

    func execute() async throws {
        let sources = SettingsLoader().sources()
        let telemetry = beginTelemetry(LogSettings(try SettingValues.checked(sources)), quiet: true)
        defer { telemetry.flush() }
        try await withProgram(sources, as: .visit, registry: telemetry.registry) { program in
            let chosen = try persona.map { try program.personas.id(named: $0) } ?? program.live.reply.persona
            let chat = TerminalChat(
                responder: program.responder, conversations: program.conversations, personas: program.personas,
                modelName: program.thinking.model.name, persona: chosen, model: model)
            try await Self.talk(chat, beside: program.thinking.services).get()
        }
    }

    /// The talk decides when it is over; the model's children run beside it.
    private static func talk(_ chat: TerminalChat, beside services: [any Service]) async -> Result<Void, any Error> {
        await withTaskGroup(of: Void.self) { group in
            for service in services {
                group.addTask {
                    do { try await service.run() } catch {
                        Logger(label: "acore").error("an engine ended", metadata: ["error": "\(error)"])
                    }
                }
            }
            defer { group.cancelAll() }
            var chat = chat
            do {
                if isatty(STDIN_FILENO) == 1 { try await chat.talk() } else { try await chat.answerInput() }
                return .success(())
            } catch {
                return .failure(error)
            }
        }
    }
}
