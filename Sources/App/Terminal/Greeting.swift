import Dashboard
import Engines
import Foundation
import Inference

/// What the operator reads when the program has started.
struct Greeting {
    let program: Program
    let port: Int
    /// Where an Ollama would listen that nobody configured.
    var ollama = "http://127.0.0.1:11434"

    /// - Parameter say: told the lines as soon as they are known.
    func show(_ say: ([String]) -> Void = Self.say) async {
        var lines = ["Acore \(Version.current)", "  Page     \(program.settings.dashboard.address(port: port))"]
        do {
            if let password = try await program.accounts.ensureOperator() {
                lines.append("  Sign in  operator, with the password  \(password)")
                lines.append("           It is shown this once; “acore password --reset” makes another.")
            }
        } catch {
            lines.append("  Sign in  is not possible: \(Refusal(error))")
        }
        say(lines)
        say(await program.thinking.states.all().map { "  Model    \($0.name), \($0.state.inWords)" })
        if program.settings.discord.bot == nil { say(["  Discord  not yet: “acore setup” asks for a bot's token."]) }
        guard program.settings.models.isUnconfigured,
            let models = await ModelProbe.runningOllama(at: ollama, client: program.client), let first = models.first
        else { return }
        say([
            "  An Ollama with \(models.prefix(3).joined(separator: ", ")) runs here: set OLLAMA_MODEL=\(first) for real talk."
        ])
    }

    private static func say(_ lines: [String]) {
        print(lines.joined(separator: "\n"))
        fflush(nil)
    }
}

extension EngineState {
    var inWords: String {
        switch self {
        case .ready: "ready"
        case .loading(let what): what
        case .missing(let what), .failed(let what): "not available: \(what)"
        }
    }
}
