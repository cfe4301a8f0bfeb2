import Foundation
import Testing

/// The API as its most common client sees it.
@Suite struct OpenAIClientTests {
    private static let obstacle = PythonScript.obstacle(modules: ["openai"])

    @Test(.enabled(if: obstacle == nil, Comment(rawValue: obstacle ?? "")), .timeLimit(.minutes(5)))
    func `OpenAI's own Python client talks to the running program`() async throws {
        let outcome = try await PythonScript(path: "Clients/openai_client.py").run()
        #expect(outcome.status == 0, "\(outcome.output)")
    }
}
