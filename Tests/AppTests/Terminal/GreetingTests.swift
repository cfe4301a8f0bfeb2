import Foundation
import Inference
import Telemetry
import Testing

@testable import App

@Suite(.timeLimit(.minutes(1))) struct GreetingTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder().withShare() }

    private func lines(_ settings: [String: String] = [:], ollama: String = "http://127.0.0.1:1") async throws -> String
    {
        let sources = [SettingSource.environment(folder.environment.merging(settings) { $1 })]
        return try await withProgram(sources, as: .serve, registry: PrometheusRegistry()) { program in
            var said: [String] = []
            await Greeting(program: program, port: 8080, ollama: ollama).show { said += $0 }
            return said.joined(separator: "\n")
        }
    }

    @Test func `an Ollama that already runs is offered by the name of a model, where nothing is configured`()
        async throws
    {
        let ollama = LoopbackPort(saying: #"{"models":[{"name":"qwen3:8b"},{"name":"llava"}]}"#)
        let address = "http://127.0.0.1:\(ollama.number)"
        #expect(try await lines(ollama: address).contains("set OLLAMA_MODEL=qwen3:8b"))
        #expect(try await !lines(["LLM_PROVIDER": "embedded"], ollama: address).contains("OLLAMA_MODEL"))
        #expect(try await !lines().contains("OLLAMA_MODEL"))
        withExtendedLifetime(ollama) {}
    }

    @Test func `an Ollama without models is not offered`() async throws {
        let ollama = LoopbackPort(saying: #"{"models":[]}"#)
        #expect(try await !lines(ollama: "http://127.0.0.1:\(ollama.number)").contains("OLLAMA_MODEL"))
        withExtendedLifetime(ollama) {}
    }

    @Test func `the first start shows the password, later ones do not`() async throws {
        #expect(try await lines().contains("with the password"))
        #expect(try await !lines().contains("password"))
    }

    @Test func `who is not on Discord is told how to get there`() async throws {
        #expect(try await lines().contains("a bot's token"))
        #expect(try await !lines(["DISCORD_TOKEN": "a.b.c"]).contains("a bot's token"))
    }

    @Test(arguments: [
        ([:], "http://127.0.0.1:8080"), (["DASHBOARD_HOST": "127.0.0.9"], "http://127.0.0.9:8080"),
        (["DASHBOARD_HOST": "::1"], "http://[::1]:8080"),
        (
            ["DASHBOARD_HOST": "0.0.0.0", "DASHBOARD_BEHIND_TLS_PROXY": "true", "DASHBOARD_HOST_NAMES": "a.example"],
            "https://a.example"
        ),
    ])
    func `the page is where browsers find it`(settings: [String: String], address: String) async throws {
        #expect(try await lines(settings).contains("Page     \(address)\n"))
    }
}
