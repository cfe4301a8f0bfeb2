import DiscordSimulator
import Foundation
import Telemetry
import Testing

@testable import App

/// `acore setup` against a simulated Discord, in a process of its own.
@Suite(.timeLimit(.minutes(2))) struct SetupTests {
    private let folder: TestFolder
    private let demo = World.demo(bot: "Wren", switches: [])

    init() throws {
        folder = try TestFolder().withShare()
        try folder.write("echo the script got \"$@\"", to: "root/setup.sh")
    }

    private func environment(_ address: String) -> [String: String] {
        folder.environment.merging(["DISCORD_API_URL": address]) { $1 }.merging(Child.passedOn) { $1 }
    }

    private func served(_ work: @Sendable (String) async throws -> Void) async throws {
        let description = try APIDescription(file: TestFolder.share.appending(path: "discord/openapi.json"))
        let simulator = Simulator(
            demo.world, description: description, onViolation: { Issue.record("a wrong request: \($0)") })
        try await Simulator.serving(simulator) { try await work($1.rest) }
    }

    private func setup(at address: String, saying input: String, _ arguments: String...) async throws -> Child.Outcome {
        try await Child(
            program: Child.acore, arguments: ["setup"] + arguments, environment: environment(address),
            input: Data(input.utf8)
        ).run()
    }

    private func kept() throws -> String {
        try String(contentsOf: folder.url.appending(path: ".env"), encoding: .utf8)
    }

    @Test func `a token from a pipe is tried and kept, and the invitation and what is missing are told`() async throws {
        try folder.write("OLLAMA_TOP_K=7\nexport DISCORD_TOKEN=old.old.old # mine\n", to: ".env", mode: 0o644)
        try await served { address in
            let outcome = try await setup(at: address, saying: " Bot \(demo.token) \nrest\n", "--offline-not")
            #expect(outcome.status == 0, "\(outcome.output)")
            #expect(outcome.output.contains("Wren, in 1 server."))
            #expect(
                outcome.output.contains("https://discord.com/oauth2/authorize?client_id=\(demo.bot)&scope=bot%20app"))
            #expect(outcome.output.contains("https://discord.com/developers/applications/\(demo.bot)/bot"))
            #expect(outcome.output.hasSuffix("the script got --offline-not\n"))
            #expect(!outcome.output.contains(demo.token))
        }
        #expect(try kept() == "OLLAMA_TOP_K=7\nexport DISCORD_TOKEN=\(demo.token)\n")
        #expect(Examination.mode(of: folder.url.appending(path: ".env").path) == 0o600)
    }

    @Test func `a token that Discord refuses is not kept`() async throws {
        try await served { address in
            let outcome = try await setup(at: address, saying: "a.b.c\n")
            #expect(outcome.status == 1)
            #expect(outcome.output.contains("does not accept this token"), "\(outcome.output)")
        }
        #expect(SettingsLoader.file(".env", folder.places) == nil)
    }

    @Test func `without a network a token is kept and said to be untried`() async throws {
        let outcome = try await setup(at: "http://127.0.0.1:1/api/v10", saying: "a.b.c")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("It was not tried: Discord cannot be reached"), "\(outcome.output)")
        #expect(try kept() == "DISCORD_TOKEN=a.b.c\n")
        let offline = try await setup(at: "http://127.0.0.1:1/api/v10", saying: "d.e.f\n", "--offline")
        #expect(offline.output.contains("It was not tried: that needs a network"), "\(offline.output)")
        #expect(try kept() == "DISCORD_TOKEN=d.e.f\n")
    }

    @Test func `an empty answer, and an agreement beforehand, leave everything as it is`() async throws {
        for (input, arguments) in [("\n", []), ("", []), ("a.b.c\n", ["--yes"])] {
            let outcome = try await Child(
                program: Child.acore, arguments: ["setup"] + arguments, environment: environment("http://127.0.0.1:1"),
                input: Data(input.utf8)
            ).run()
            #expect(outcome.output == (["the script got"] + arguments).joined(separator: " ") + "\n")
        }
        #expect(SettingsLoader.file(".env", folder.places) == nil)
    }

    @Test func `at a terminal the token is not shown, and may be mistyped`() async throws {
        try await served { address in
            let terminal = try PseudoTerminal()
            let child = try terminal.start(Child.acore, ["setup"], environment: environment(address))
            try await terminal.answer("Enter leaves Discord for later): ", with: "not a token\n")
            var said = try await terminal.answer("Enter leaves Discord for later): ", with: "x\u{7F}\(demo.token)\n")
            said += try await terminal.rest()
            child.waitUntilExit()
            #expect(child.terminationStatus == 0)
            #expect(said.contains("no spaces or quotes") && said.contains("Wren, in 1 server."), "\(said)")
            #expect(!said.contains(demo.token) && !said.contains("not a token"))

            let again = try PseudoTerminal()
            let second = try again.start(Child.acore, ["setup"], environment: environment(address))
            try await again.answer("Enter keeps the one from .env line 1): ", with: "\n")
            let repeated = try await again.rest()
            second.waitUntilExit()
            #expect(repeated.contains("oauth2/authorize"), "\(repeated)")
        }
        #expect(try kept() == "DISCORD_TOKEN=\(demo.token)\n")
    }

    @Test func `Ctrl-C leaves the terminal as it was`() async throws {
        let terminal = try PseudoTerminal()
        let child = try terminal.start(Child.acore, ["setup"], environment: environment("http://127.0.0.1:1"))
        let before = terminal.showsInput
        try await terminal.answer("Enter leaves Discord for later): ", with: "abc\u{03}")
        child.waitUntilExit()
        #expect(child.terminationStatus == 130)
        #expect(before == terminal.showsInput)
    }

    @Test func `the doctor says what Discord says`() async throws {
        try await served { address in
            func findings(_ token: String) async -> [Finding] {
                let given = ["DISCORD_TOKEN": token, "DISCORD_API_URL": address]
                return await Examination(sources: [.environment(given)]).discord()
            }
            let good = await findings(demo.token)
            #expect(good.map(\.verdict) == [.well, .weak])
            #expect(good.first?.detail == "Wren, in 1 server")
            #expect(good.last?.remedy?.hasSuffix("/applications/\(demo.bot)/bot") == true)
            #expect(await findings("a.b.c").map(\.verdict) == [.wrong])
        }
        #expect(await Examination(sources: []).discord().map(\.verdict) == [.well])
    }
}

@Suite struct EnvironmentFileTests {
    @Test(arguments: [
        ("", "A=1\n"), ("B=2", "B=2\nA=1\n"), ("B=2\n", "B=2\nA=1\n"), ("A=0", "A=1"), ("# A=0\n", "# A=0\nA=1\n"),
        ("\u{FEFF}A=0\r\nB=2\r\n", "\u{FEFF}A=1\r\nB=2\r\n"), (" export A = 0\nAA=3\nA=4\n", " export A =1\nAA=3\n"),
        ("\n\nno line of ours\nA=0\n", "\n\nno line of ours\nA=1\n"),
    ])
    func `only the one setting changes`(before: String, after: String) {
        #expect(EnvironmentFile.setting("A", to: Secret("1"), in: before) == after)
    }

    @Test func `a link stays a link, and what it leads to gets the token`() throws {
        let folder = try TestFolder()
        try folder.write("B=2\n", to: "elsewhere/secrets", mode: 0o644)
        let link = folder.url.appending(path: ".env")
        let target = folder.url.appending(path: "elsewhere/secrets")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
        try EnvironmentFile(folder.places).set("A", to: Secret("1"))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == target.path)
        #expect(try String(contentsOf: target, encoding: .utf8) == "B=2\nA=1\n")
        #expect(Examination.mode(of: target.path) == 0o600)
    }
}
