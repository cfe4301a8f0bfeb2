import AsyncHTTPClient
import Foundation
import Inference
import Logging
import Synchronization
import Testing

@testable import Engines

/// A stand-in for `llama-server`: a script that says where it listens; a scripted server answers there.
private struct FakeRuntime {
    let folder = FileManager.default.temporaryDirectory.appending(path: "engine-\(UUID().uuidString)")

    init(_ script: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("weights".utf8).write(to: folder.appending(path: "Tiny.gguf"))
        let program =
            "#!/bin/sh\necho \"$@\" > \(file("arguments"))\nenv > \(file("environment"))\n"
            + "echo $$ >> \(file("pids"))\n" + script
        try Data(program.utf8).write(to: folder.appending(path: "llama-server"))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file("llama-server"))
    }

    func file(_ name: String) -> String { folder.appending(path: name).path }

    func text(_ name: String) -> String { (try? String(contentsOfFile: file(name), encoding: .utf8)) ?? "" }

    /// The processes that were started so far.
    var pids: [pid_t] { text("pids").split(separator: "\n").compactMap { pid_t($0) } }

    var settings: EmbeddedSettings {
        EmbeddedSettings(runtime: .llamaServer(path: file("llama-server")), model: file("Tiny.gguf"), scripts: scripts)
    }
}

@Suite(.timeLimit(.minutes(2))) struct EmbeddedModelTests {
    private func model(
        _ settings: EmbeddedSettings, _ client: HTTPClient,
        adjust: (inout SupervisedChild.Settings) -> Void = { _ in }
    ) -> EmbeddedLanguageModel {
        EmbeddedLanguageModel(
            settings, client: client, clock: ContinuousClock(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) {
            $0.checkWhileStarting = .milliseconds(5)
            $0.checkWhenReady = .milliseconds(5)
            $0.policy.shortest = .milliseconds(5)
            $0.policy.longest = .milliseconds(5)
            $0.lookForFiles = .milliseconds(5)
            adjust(&$0)
        }
    }

    /// Runs the model's service beside the test, and sees to its end.
    private func running(_ model: EmbeddedLanguageModel, test: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await model.run() }
            defer { group.cancelAll() }
            try await test()
        }
    }

    @Test func `a child that listens is asked, with its key, and is gone afterwards`() async throws {
        try await withServer { request -> [ScriptedServer.Step] in
            request.path == "/health" ? [.send(Wire.whole("{}"))] : [.send(Wire.chunked([Recordings.llamaServer]))]
        } test: { server, client in
            let fake = try FakeRuntime(
                "echo loading; echo 'main: server is listening on \(server.url) - starting' >&2; exec sleep 300")
            let model = model(fake.settings, client)
            #expect(model.name == "embedded/Tiny")
            #expect(model.state == .loading("loading Tiny (0 MB)"))
            try await running(model) {
                let reply = try await parts(of: try await model.reply(to: .hello))
                #expect(reply == Recordings.parts)
                #expect(model.state == .ready)
                #expect(fake.pids.map(isAlive) == [true])
            }
            #expect(fake.pids.map(isAlive) == [false])
            #expect(model.state == .failed("stopped"))

            let chat = try #require(server.requests.last { $0.path == "/v1/chat/completions" })
            let bearer = try #require(chat.headers["authorization"])
            let key = String(bearer.dropFirst("Bearer ".count))
            #expect(key.count > 40)
            #expect(fake.text("environment").contains("LLAMA_API_KEY=\(key)\n"))
            #expect(!fake.text("arguments").contains(key))
            #expect(
                fake.text("arguments") == "--host 127.0.0.1 --port 0 -m \(fake.file("Tiny.gguf")) -c 4096 -t 1 -np 1\n")
            #expect(!fake.text("environment").contains("HOME="))
            await #expect(throws: InferenceError.unreachable(provider: "embedded", reason: "we are stopping")) {
                try await model.reply(to: .hello)
            }
        }
    }

    @Test(arguments: ["", #"{"data":[{"id":"Tiny","meta":{"n_params":360e6}}]}"#])
    func `what it was started with is known where the server does not tell`(list: String) async throws {
        let models = list.isEmpty ? Wire.whole("", status: "500 Oops") : Wire.whole(list)
        try await withServer { request in
            [.send(request.path == "/v1/models" ? models : Wire.whole("{}"))]
        } test: { server, client in
            var settings = try FakeRuntime("echo READY \(server.url); exec sleep 300").settings
            settings.contextTokens = 2_048
            let model = model(settings, client)
            try await running(model) {
                let isReady = try await eventually { model.state == .ready }
                #expect(isReady)
                let traits = ModelTraits(contextTokens: 2_048, billionParameters: list.isEmpty ? 0.135 : 0.36)
                #expect(await model.traits == traits)
                #expect(server.requests.contains { $0.path == "/v1/models" })
            }
        }
    }

    @Test func `a child that is killed is started again`() async throws {
        try await withServer { _ in
            [.send(Wire.whole("{}"))]
        } test: { server, client in
            let fake = try FakeRuntime("echo READY \(server.url); exec sleep 300")
            let model = model(fake.settings, client)
            try await running(model) {
                for count in 1...3 {
                    #expect(try await eventually { model.state == .ready && fake.pids.count == count })
                    kill(try #require(fake.pids.last), SIGKILL)
                    #expect(try await eventually { fake.pids.count > count })
                }
            }
            #expect(fake.pids.allSatisfy { !isAlive($0) })
        }
    }

    @Test func `a child that falls ill is ended and started again`() async throws {
        let isWell = Mutex(true)
        try await withServer { _ in
            [.send(Wire.whole("{}", status: isWell.withLock { $0 } ? "200 OK" : "500 Ill"))]
        } test: { server, client in
            let fake = try FakeRuntime("echo READY \(server.url); exec sleep 300")
            let model = model(fake.settings, client)
            try await running(model) {
                let isReady = try await eventually { model.state == .ready }
                #expect(isReady)
                isWell.withLock { $0 = false }
                #expect(try await eventually { fake.pids.count == 2 })
                #expect(!isAlive(fake.pids[0]))
                isWell.withLock { $0 = true }
                #expect(try await eventually { model.state == .ready })
            }
        }
    }

    @Test func `replies do not go to a child that is ill and has yet to end`() async throws {
        let isWell = Mutex(true)
        try await withServer { _ in
            [.send(Wire.whole("{}", status: isWell.withLock { $0 } ? "200 OK" : "500 Ill"))]
        } test: { server, client in
            let fake = try FakeRuntime("trap '' TERM; echo READY \(server.url); while :; do sleep 0.1; done")
            var settings = fake.settings
            settings.readyWithin = .milliseconds(20)
            let model = model(settings, client)
            try await running(model) {
                let isReady = try await eventually { model.state == .ready }
                #expect(isReady)
                isWell.withLock { $0 = false }
                #expect(try await eventually { model.state == .failed("embedded is not healthy and is ended") })
                #expect(fake.pids.map(isAlive) == [true])
                #expect(try await failure(of: model) == .loading(provider: "embedded"))
            }
        }
    }

    @Test func `a child that never comes up is given up, and says so`() async throws {
        try await withServer { _ in
            []
        } test: { _, client in
            let fake = try FakeRuntime("echo no room >&2; exit 3")
            let model = model(fake.settings, client)
            try await running(model) {
                #expect(
                    try await eventually {
                        if case .failed(let why) = model.state { why.contains("does not start") } else { false }
                    })
                #expect(fake.pids.count == 8)
                let error = try await failure(of: model)
                guard case .unreachable("embedded", let reason) = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(reason.contains("see the log"))
            }
        }
    }

    @Test func `a child that says nothing is ended in time, and a reply does not wait for ever`() async throws {
        try await withServer { _ in
            []
        } test: { _, client in
            let fake = try FakeRuntime("exec sleep 300")
            var settings = fake.settings
            settings.readyWithin = .milliseconds(20)
            let model = model(settings, client) { $0.startLimit = .milliseconds(100) }
            try await running(model) {
                let error = try await failure(of: model)
                #expect(error == .loading(provider: "embedded"))
                #expect(try await eventually { fake.pids.count > 1 })
                #expect(!isAlive(fake.pids[0]))
            }
        }
    }

    @Test func `missing files are named, looked for, and found`() async throws {
        try await withServer { _ in
            [.send(Wire.whole("{}"))]
        } test: { server, client in
            let fake = try FakeRuntime("echo READY \(server.url); exec sleep 300")
            try FileManager.default.moveItem(atPath: fake.file("Tiny.gguf"), toPath: fake.file("away"))
            let sentence =
                "The embedded model is not complete: no weights at \(fake.file("Tiny.gguf")). Run: acore setup"
            let model = model(fake.settings, client)
            try await running(model) {
                #expect(try await eventually { model.state == .missing(sentence) })
                #expect(try await failure(of: model) == .noModel(reason: sentence))
                #expect(await model.traits == ModelTraits(contextTokens: 4_096, billionParameters: 0.135))
                try FileManager.default.moveItem(atPath: fake.file("away"), toPath: fake.file("Tiny.gguf"))
                #expect(try await eventually { model.state == .ready })
            }
        }
    }

    @Test(
        arguments: [
            ("READY http://127.0.0.1:40017", "http://127.0.0.1:40017"),
            ("main: server is listening on http://127.0.0.1:8080 - starting the main loop", "http://127.0.0.1:8080"),
            ("READY http://example.org:80", nil), ("see http://127.0.0.1:1", nil), ("READY", nil), ("", nil),
        ] as [(String, String?)]) func `only a child's own address is taken from its output`(
            line: String, address: String?
        )
    {
        #expect(ChildCommand.address(in: line) == address)
    }

    private static let home =
        ProcessInfo.processInfo.environment["ACORE_HOME"] ?? NSHomeDirectory() + "/.local/share/acore"

    private static let real: EmbeddedSettings = {
        var settings = EmbeddedSettings(home: home, scripts: scripts)
        settings.contextTokens = 1_024
        return settings
    }()

    private static var isHere: Bool {
        if let missing = real.missing { print("SKIPPED, the real embedded model: \(missing)") }
        return real.missing == nil
    }

    @Test(.enabled(if: Self.isHere, "its files are not there: run `acore setup`"))
    func `the real embedded model answers through all of it`() async throws {
        try await withServer { _ in
            []
        } test: { _, client in
            let model = model(Self.real, client)
            try await running(model) {
                var prompt = Prompt(messages: [.init(.user, "What is the capital of France? Answer in one sentence.")])
                prompt.sampling = Sampling(temperature: 0, maxTokens: 24)
                let parts = try await parts(of: try await model.reply(to: prompt))
                #expect(parts.text.contains("Paris"))
                guard case .usage(let usage) = parts.dropLast().last, case .finish = parts.last else {
                    Issue.record("\(parts)")
                    return
                }
                #expect(!usage.isEstimate && usage.promptTokens > 10 && usage.completionTokens > 3)
                let traits = await model.traits
                #expect(traits.contextTokens == 1_024)
                #expect(traits.isSmall && !traits.callsTools && !traits.seesImages)

                prompt.sampling.schema = try
                    #"{"type":"object","properties":{"capital":{"type":"string"}},"required":["capital"]}"#.json()
                prompt.sampling.maxTokens = 40
                let json = try await EnginesTests.parts(of: try await model.reply(to: prompt)).text
                #expect(try json.json()["capital"]?.string != nil)
            }
        }
    }
}
