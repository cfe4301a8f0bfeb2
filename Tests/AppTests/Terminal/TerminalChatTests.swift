import Companion
import Foundation
import Inference
import Storage
import Synchronization
import Testing

@testable import App

/// Something that happened, whoever asks.
final class Flag: Sendable {
    private let state = Mutex(false)
    var isRaised: Bool { state.withLock { $0 } }
    func raise() { state.withLock { $0 = true } }
}

@Suite(.timeLimit(.minutes(1))) struct TerminalChatTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder().withShare() }

    private func chat(_ model: ScriptedLanguageModel) async throws -> TerminalChat {
        let database = SQLiteDatabase.inMemory()
        try await database.migrate(schema)
        let conversations = ConversationStore(database: database)
        let personas = PersonaLibrary(shipped: TestFolder.share.appending(path: "personas").path, own: nil)
        let settings = CompanionSettings(folder.values()).reply(ModelSettings(folder.values()))
        return TerminalChat(
            responder: Responder(
                model: model, conversations: conversations, personas: personas, toolbox: Toolbox(),
                settings: { settings }),
            conversations: conversations, personas: personas, modelName: model.name, persona: settings.persona)
    }

    @Test func `what stands in a pipe is asked once`() async throws {
        let model = ScriptedLanguageModel(.text("Hello."))
        let input = try folder.write("How are you?\n", to: "input")
        try await chat(model).answerInput(FileHandle(forReadingFrom: input))
        #expect(model.prompts.count == 1)
        #expect("\(model.prompts)".contains("How are you?"))
    }

    @Test func `more than a model could take in is refused before it is read`() async throws {
        let model = ScriptedLanguageModel(.text("Hello."))
        let input = try folder.write(String(repeating: "x", count: 1 << 20) + "x", to: "input")
        await #expect(throws: Refusal.self) { try await chat(model).answerInput(FileHandle(forReadingFrom: input)) }
        #expect(model.prompts.isEmpty)
    }
}
