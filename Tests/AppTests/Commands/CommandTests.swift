import DiscordModel
import Foundation
import Storage
import Telemetry
import Testing

@testable import App
@testable import DiscordSimulator

/// The commands as their operator meets them, in processes of their own.
@Suite(.timeLimit(.minutes(2))) struct CommandTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder().withShare() }

    private func acore(_ arguments: String..., more: [String: String] = [:], in place: URL? = nil) async throws
        -> Child.Outcome
    {
        let environment = folder.environment.merging(["LLM_PROVIDER": "embedded"]) { $1 }.merging(more) { $1 }
        return try await Child(
            program: Child.acore, arguments: arguments,
            environment: environment.merging(Child.passedOn) { $1 }, folder: place ?? folder.url
        ).run()
    }

    @Test func `a stranger's folder does not decide where words and keys are sent`() async throws {
        try folder.write("OPENAI_URL=http://stranger.example/v1\nCHARACTER=chief\n", to: "stranger/.env")
        try folder.write("FRAMEWORK: chaotic\n", to: "stranger/acore.yaml")
        try folder.write("OLLAMA_TOP_K=7\n", to: "root/.env")
        let outcome = try await acore("config", "--changed", in: folder.url.appending(path: "stranger"))
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("OLLAMA_TOP_K=7"))
        #expect(!outcome.output.contains("stranger.example") && !outcome.output.contains("FRAMEWORK"))
    }

    @Test(arguments: [
        (["DASHBOARD_HOST": "0.0.0.0"], "DASHBOARD_BEHIND_TLS_PROXY"),
        (["DASHBOARD_HOST": "0.0.0.0", "DASHBOARD_BEHIND_TLS_PROXY": "true"], "DASHBOARD_HOST_NAMES"),
        (["ACORE_SHARE": "/nowhere/share/acore"], "set ACORE_SHARE"), (["LLM_PROVIDER": "somebody"], "LLM_PROVIDER"),
        (["SYSTEM_PROMPT_FILE": "/nowhere"], "SYSTEM_PROMPT_FILE"),
    ])
    func `what another start cannot mend ends with 78`(settings: [String: String], remedy: String) async throws {
        let outcome = try await acore("run", "--port", "0", more: settings)
        #expect(outcome.status == 78)
        #expect(outcome.output.contains(remedy), "\(outcome.output)")
    }

    @Test func `what Discord does not let it have ends with 78 and the switch to press`() async throws {
        let demo = World.demo(bot: "Wren")
        // The portal says yes, the gateway no: as when the switch was turned off a moment ago.
        demo.world.change { $0.applications[demo.bot]?.switches = [] }
        let simulator = Simulator(demo.world)
        try await Simulator.serving(simulator) { _, addresses in
            let outcome = try await acore(
                "run", "--port", "0", more: ["DISCORD_TOKEN": demo.token, "DISCORD_API_URL": addresses.rest])
            #expect(outcome.status == 78)
            #expect(
                outcome.output.hasSuffix(
                    "Switch on under Bot, Privileged Gateway Intents: Message Content Intent. "
                        + "https://discord.com/developers/applications\n"), "\(outcome.output)")
        }
    }

    @Test func `a talk with nobody ends with a sentence`() async throws {
        let outcome = try await acore("chat", "--persona", "nobody")
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix("acore: "), "\(outcome.output)")
    }

    @Test func `set-up is the script's own choice, and fetches to where the program looks`() async throws {
        try folder.write("echo \"$ACORE_HOME\" \"$#\" \"$@\"", to: "root/setup.sh")
        let outcome = try await acore("setup", "--offline")
        #expect(outcome.output == "\(folder.url.path) 1 --offline\n")
    }

    @Test func `a backup says what it holds, and never takes another file's place`() async throws {
        let path = folder.url.appending(path: "copy").path
        let outcome = try await acore("backup", path)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("not encrypted"))
        try await SQLiteDatabase.check(path)
        let second = try await acore("backup", path)
        #expect(second.status == 1 && second.output.contains("there is something of that name"))
        let nowhere = try await acore("backup", "/nowhere/x")
        #expect(nowhere.output.contains("/nowhere is not a folder"), "\(nowhere.output)")
    }

    @Test func `a home that cannot be made is told in a sentence`() async throws {
        let outcome = try await acore("key", "list", more: ["ACORE_HOME": "/proc/nobody"])
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix("acore: /proc/nobody/data cannot be made."), "\(outcome.output)")
    }

    @Test func `whatever happens in it, a program is ended`() async throws {
        // A client that was not shut down ends a debug build.
        struct Trouble: Error {}
        let sources = [SettingSource.environment(folder.environment)]
        await #expect(throws: Trouble.self) {
            try await withProgram(sources, as: .visit, registry: PrometheusRegistry()) { _ in throw Trouble() }
        }
        let port = try await withProgram(sources, as: .serve, registry: PrometheusRegistry()) {
            $0.settings.dashboard.port
        }
        #expect(port == 8080)
    }
}
