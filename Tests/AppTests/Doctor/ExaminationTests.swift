import Dashboard
import Foundation
import Storage
import Testing

@testable import App

@Suite struct ExaminationTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder().withShare() }

    private func finding(_ subject: String, _ settings: [String: String] = [:], _ more: SettingSource...) async throws
        -> Finding
    {
        let given = folder.environment.merging(["DASHBOARD_PORT": "0"]) { $1 }.merging(settings) { $1 }
        let findings = await Examination(sources: [.environment(given)] + more).findings()
        return try #require(findings.first { $0.subject == subject })
    }

    @Test func `a model whose files are missing is not one that has them`() async throws {
        let model = try await finding("Model")
        #expect(model.verdict == .wrong)
        #expect(model.detail.contains("not complete"))
    }

    @Test func `a stub of Ollama answers or is missing`() async throws {
        let ollama = LoopbackPort(saying: #"{"models":[{"name":"llama3.2:latest"}]}"#)
        let there = try await finding("Model", ["OLLAMA_HOST": "127.0.0.1:\(ollama.number)"])
        #expect(there.verdict == .well, "\(there)")
        let absent = try await finding("Model", ["OLLAMA_HOST": "127.0.0.1:1"])
        #expect(absent.verdict == .wrong)
        withExtendedLifetime(ollama) {}
    }

    @Test func `what was set on the page counts`() async throws {
        let model = try await finding("Model", [:], .page(["LLM_PROVIDER": "ollama", "OLLAMA_HOST": "127.0.0.1:1"]))
        #expect(model.detail.hasPrefix("ollama"))
    }

    @Test func `a port is free, held, or chosen at the start`() async throws {
        let holder = LoopbackPort()
        #expect(try await finding("Port").detail == "a free one is taken at every start")
        #expect(try await finding("Port", ["DASHBOARD_PORT": "1"]).verdict == .well)
        let held = try await finding("Port", ["DASHBOARD_PORT": "\(holder.number)"])
        #expect(held.verdict == .wrong && held.detail.contains("process \(getpid())"), "\(held)")
        withExtendedLifetime(holder) {}
    }

    @Test(arguments: [
        ("Swift version 6.3.3 (swift-6.3.3-RELEASE)", Finding.Verdict.well), ("Apple Swift version 6.2 (x)", .well),
        ("Swift version 5.10.1 (x)", .weak), ("swift: not found", .weak), ("", .weak),
    ])
    func `a toolchain is good from 6_2 on`(words: String, verdict: Finding.Verdict) {
        #expect(Examination.toolchain(saying: words).verdict == verdict)
        #expect(Examination.toolchain(saying: nil).verdict == .weak)
    }

    @Test(arguments: [
        ("Python 3.13.5\n", Finding.Verdict.well), ("Python 3.10.0", .well), ("Python 3.9.2", .weak), ("", .weak),
    ])
    func `Python is good from 3_10 on`(words: String, verdict: Finding.Verdict) {
        #expect(Examination.python(saying: words).verdict == verdict)
        #expect(Examination.python(saying: nil).verdict == .weak)
    }

    @Test func `files with keys are for their owner alone`() async throws {
        func verdicts(_ text: String, mode: Int) async throws -> [Finding] {
            let file = try folder.write(text, to: ".env", mode: mode)
            defer { try? FileManager.default.removeItem(at: file) }  // it may be gone
            let sources = SettingsLoader(environment: folder.environment).sources()
            return await Examination(sources: sources).findings()
                .filter { $0.subject == "Settings" && $0.verdict == .wrong }
        }
        #expect(try await verdicts("OPENAI_API_KEY=hunter2", mode: 0o644).first?.remedy?.hasPrefix("chmod 600") == true)
        #expect(try await verdicts("OPENAI_API_KEY=hunter2", mode: 0o600).isEmpty)
        #expect(try await verdicts("CHARACTER=chief", mode: 0o644).isEmpty)
    }

    @Test func `a token is set, missing, or not needed`() async throws {
        #expect(try await finding("Token").verdict == .well)
        let settings = ["LLM_PROVIDER": "openrouter", "OPENROUTER_URL": "http://127.0.0.1:1"]
        #expect(try await finding("Token", settings).verdict == .wrong)
        let set = settings.merging(["OPENROUTER_API_KEY": "k"]) { $1 }
        #expect(try await finding("Token", set).verdict == .well)
    }

    @Test func `a prompt that cannot be read is wrong`() async throws {
        let settings = try await finding("Settings", ["SYSTEM_PROMPT_FILE": "/nowhere"])
        #expect(settings.verdict == .wrong && settings.detail.contains("SYSTEM_PROMPT_FILE"))
    }

    @Test func `a character that is not there is wrong, and the others are named`() async throws {
        #expect(try await finding("Persona").verdict == .well)
        let nobody = try await finding("Persona", ["CHARACTER": "nobody"])
        #expect(nobody.verdict == .wrong && nobody.detail.contains("chief"))
    }

    @Test func `the database is in order, damaged, or still to come; backups are told by their age`() async throws {
        #expect(try await finding("Database").detail == "will be made at the first start")
        try await withDatabase(folder.places) { _ in }
        #expect(try await finding("Database").detail == "in order")
        #expect(try await finding("Backups").verdict == .weak)
        try await withDatabase(folder.places) {
            try await $0.backup(to: BackupFolder(folder.places.backups.path).path(at: Date()))
        }
        #expect(try await finding("Backups").verdict == .well)
        try Data("no database".utf8).write(to: folder.places.database)
        #expect(try await finding("Database").verdict == .wrong)
    }

    @Test func `a data folder is private`() async throws {
        let data = folder.url.appending(path: "data")
        try FileManager.default.createDirectory(
            at: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        #expect(try await finding("Data").remedy == "chmod 700 \(data.path)")
    }
}
