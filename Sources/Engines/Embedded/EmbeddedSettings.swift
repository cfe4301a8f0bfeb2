import Foundation
import Inference
import Telemetry

/// Where the embedded model's parts are, and how it is run.
package struct EmbeddedSettings: Sendable {
    package enum Runtime: Sendable {
        /// The unzipped xllamacpp wheel (a folder that holds the module `xllamacpp`) and a Python ≥ 3.10 to run it.
        case xllamacpp(folder: String, python: String)
        /// A `llama-server` of llama.cpp, of 2025 or later: it must take port 0.
        case llamaServer(path: String)
    }

    package var runtime: Runtime
    /// A GGUF file.
    package var model: String
    /// The folder with `leash.sh` and `llama_server.py`.
    package var scripts: String
    /// Each costs memory: about 23 kB for SmolLM2-135M, which was trained for 8192.
    package var contextTokens = 4096
    /// Two threads that wait for each other on two busy cores were up to 40 times slower than one.
    package var threads = 1
    /// Billions of parameters, as long as the server has not been asked.
    package var billionParameters: Double? = 0.135
    /// How long a reply waits for a model that still loads.
    package var readyWithin: Duration = .seconds(60)
    package var limits = AnswerLimits()

    static let provider = "embedded"

    package init(runtime: Runtime, model: String, scripts: String) {
        self.runtime = runtime
        self.model = model
        self.scripts = scripts
        // One thread reads a full prompt of SmolLM2 in half a minute.
        limits.firstToken = .seconds(90)
    }

    /// The parts where set-up puts them.
    /// - Parameters:
    ///   - home: `$ACORE_HOME`.
    ///   - llamaServer: `$LLAMA_SERVER`, which replaces the wheel.
    package init(home: String, scripts: String, llamaServer: String? = nil) {
        let wheel = Runtime.xllamacpp(folder: home + "/python/xllamacpp", python: "/usr/bin/python3")
        self.init(
            runtime: llamaServer.map { .llamaServer(path: $0) } ?? wheel,
            model: home + "/models/SmolLM2-135M-Instruct.Q4_1.gguf", scripts: scripts)
    }

    /// `SmolLM2-135M-Instruct.Q4_1`
    package var modelName: String { URL(filePath: model).deletingPathExtension().lastPathComponent }

    var traits: ModelTraits { ModelTraits(contextTokens: contextTokens, billionParameters: billionParameters) }

    /// `loading SmolLM2-135M-Instruct.Q4_1 (98 MB)`
    var loading: String {
        // Without a size there is just a name: the file may not be there yet.
        let size = (try? FileManager.default.attributesOfItem(atPath: model)[.size] as? Int) ?? nil
        return "loading \(modelName)" + (size.map { " (\($0 / 1_000_000) MB)" } ?? "")
    }

    /// The first part that is not there, as a sentence that says what to do; nil where all are.
    package var missing: String? {
        let parts: [(String, String)] =
            switch runtime {
            case .xllamacpp(let folder, let python): [("Python", python), ("runtime", folder + "/xllamacpp")]
            case .llamaServer(let path): [("llama.cpp server (LLAMA_SERVER)", path)]
            }
        let all = parts + [("weights", model), ("launcher", scripts + "/leash.sh")]
        return all.first { !FileManager.default.fileExists(atPath: $0.1) }
            .map { "The embedded model is not complete: no \($0.0) at \($0.1). Run: acore setup" }
    }

    func command(key: Secret) -> ChildCommand {
        // One slot: whoever is asked has the whole context.
        let size = ["-c", "\(contextTokens)", "-t", "\(threads)", "-np", "1"]
        let arguments =
            switch runtime {
            case .xllamacpp(let folder, let python):
                [python, "-I", "-B", scripts + "/llama_server.py", "--runtime", folder, "-m", model] + size
            case .llamaServer(let path):
                [path, "--host", "127.0.0.1", "--port", "0", "-m", model] + size
            }
        return ChildCommand(
            leash: scripts + "/leash.sh", arguments: arguments,
            environment: [
                "LLAMA_API_KEY": key.exposed, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
                // Prompts it may keep in memory, in MiB; llama.cpp's own limit is 8192.
                "LLAMA_ARG_CACHE_RAM": "64",
            ])
    }
}
