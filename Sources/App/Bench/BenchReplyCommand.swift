import ArgumentParser
import ServiceLifecycle

/// Answers whoever mentions it, until it is told to stop; who asks takes the time.
struct BenchReplyCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "Answers mentions.", shouldDisplay: false)

    func execute() async throws {
        try await BenchPlace().withBot({ beginTelemetry($0) }, didTake: { _ in }) { _ in try await gracefulShutdown() }
    }
}
