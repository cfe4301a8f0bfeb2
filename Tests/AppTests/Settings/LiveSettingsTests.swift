import Companion
import Dashboard
import Foundation
import Inference
import Storage
import Testing

@testable import App

@Suite struct LiveSettingsTests {
    private func live(_ fixed: [SettingSource] = []) async throws -> (LiveSettings, SQLiteDatabase) {
        let database = SQLiteDatabase.inMemory()
        try await database.migrate(schema)
        let settings = try await LiveSettings(fixed: fixed, store: SettingsStore(database: database)) { persona in
            if persona.character == "nobody" { throw Mistake("There is no nobody.") }
        }
        return (settings, database)
    }

    @Test func `a change on the page is in force at once where it can be, and stays`() async throws {
        let (settings, database) = try await live()
        try await settings.desk.change("OLLAMA_TEMPERATURE", "0", "web:operator")
        try await settings.desk.change("CHARACTER", "chief", "web:operator")
        #expect(settings.reply.sampling.temperature == 0)
        #expect(settings.reply.persona.character == "chief")
        let again = try await LiveSettings(fixed: [], store: SettingsStore(database: database))
        #expect(again.reply.persona.character == "chief")
        try await settings.desk.change("CHARACTER", nil, "web:operator")
        #expect(settings.reply.persona.character == "assistant")
    }

    @Test func `what is set elsewhere wins, is shown as pinned, and cannot be changed here`() async throws {
        let (settings, _) = try await live([.dotEnv("CHARACTER=pixel", file: ".env")])
        let shown = await settings.desk.list().first { $0.key == "CHARACTER" }
        #expect(shown?.isPinned == true && shown?.source == ".env line 1" && shown?.value == "pixel")
        let mistake = await #expect(throws: Mistake.self) {
            try await settings.desk.change("CHARACTER", "chief", "web:operator")
        }
        #expect(mistake?.description.contains(".env line 1") == true)
    }

    @Test(arguments: [
        ("OLLAMA_TEMPERATURE", "hot"), ("OLLAMA_MAX_TOKENS", "0"), ("NO_SUCH_THING", "1"), ("ACORE_DATA", "/tmp"),
        ("DASHBOARD_HOST", "0.0.0.0"), ("OPENAI_URL", "javascript:alert(1)"), ("CHARACTER", "nobody"),
        ("SYSTEM_PROMPT_FILE", "/etc/passwd"), ("LLAMA_SERVER", "/bin/sh"),
    ])
    func `unknown names, wrong values and what decides where things lie are refused`(key: String, value: String)
        async throws
    {
        let (settings, database) = try await live()
        await #expect(throws: Mistake.self) { try await settings.desk.change(key, value, "web:operator") }
        #expect(try await SettingsStore(database: database).all().isEmpty)
    }

    @Test func `another address forgets the key that belongs to the old one, and the record says so`() async throws {
        let (settings, database) = try await live()
        try await settings.desk.change("OPENAI_URL", "http://one.example/v1", "web:operator")
        try await settings.desk.change("OPENAI_API_KEY", "sk-hunter2", "web:operator")
        try await settings.desk.change("OPENAI_URL", "http://one.example/v1", "web:operator")
        #expect(settings.values.isSet("OPENAI_API_KEY"), "the address is the same")
        try await settings.desk.change("OPENAI_URL", "http://two.example/v1", "web:operator")
        #expect(!settings.values.isSet("OPENAI_API_KEY"))
        let records = try await AuditLog(database: database).entries().prefix(2)
        #expect(records.map(\.key) == ["OPENAI_API_KEY", "OPENAI_URL"])
        #expect(records.first?.new == nil)
        let shown = await settings.desk.list().first { $0.key == "OPENAI_URL" }
        #expect(shown?.summary.contains("forgets OPENAI_API_KEY") == true)
    }

    @Test func `an address does not move away from a key that the page cannot forget`() async throws {
        let (settings, _) = try await live([.environment(["OPENROUTER_API_KEY": "sk-hunter2"])])
        let mistake = await #expect(throws: Mistake.self) {
            try await settings.desk.change("OPENROUTER_URL", "http://stranger.example", "web:operator")
        }
        #expect(mistake?.description.contains("environment") == true)
        #expect(!settings.values.isSet("OPENROUTER_URL"))
    }

    @Test func `of many changes at once the last one is in force`() async throws {
        let (settings, database) = try await live()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...50 {
                group.addTask { try await settings.desk.change("OLLAMA_TOP_K", "\(number)", "web:operator") }
            }
            try await group.waitForAll()
        }
        let kept = try await SettingsStore(database: database).all()["OLLAMA_TOP_K"]
        #expect(settings.values.entry(of: "OLLAMA_TOP_K")?.text == kept)
    }

    @Test func `a limit of spending holds as soon as it is set`() async throws {
        let (settings, _) = try await live()
        #expect(settings.budget.speaker.tokens == nil)
        try await settings.desk.change("BUDGET_USER_DAILY_TOKENS", "5000", "discord:1")
        #expect(settings.budget.speaker.tokens == 5_000)
        try await settings.desk.change("BUDGET_USER_DAILY_TOKENS", nil, "discord:1")
        #expect(settings.budget.speaker.tokens == nil)
    }

    @Test func `a secret can be set but never read, and the audit log hides it`() async throws {
        let (settings, database) = try await live()
        try await settings.desk.change("OPENROUTER_API_KEY", "sk-hunter2", "web:operator")
        let shown = await settings.desk.list()
        #expect(!"\(shown)".contains("hunter2"))
        #expect(shown.first { $0.key == "OPENROUTER_API_KEY" }?.value != nil)
        let entries = try await AuditLog(database: database).entries()
        #expect(entries.map(\.key) == ["OPENROUTER_API_KEY"])
        #expect(!"\(entries)".contains("hunter2"))
    }
}
