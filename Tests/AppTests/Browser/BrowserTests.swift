import Foundation
import Testing

/// The web page as people meet it: in a real browser.
@Suite struct BrowserTests {
    /// The driver's package brings the browser, whatever that is called.
    private static let obstacle = PythonScript.obstacle(modules: ["selenium"], programs: ["chromedriver"])

    /// Its screenshots are kept under `.build/screenshots`.
    @Test(.enabled(if: obstacle == nil, Comment(rawValue: obstacle ?? "")), .timeLimit(.minutes(5)))
    func `somebody signs in, talks, chooses, stops, changes settings, and no text becomes markup`() async throws {
        let screenshots = PythonScript.root.appending(path: ".build/screenshots").path
        let outcome = try await PythonScript(
            path: "Browser/journey.py", environment: ["ACORE_SCREENSHOTS": screenshots]
        ).run()
        #expect(outcome.status == 0, "\(outcome.output)")
    }

    /// As `make demo` has it, with a model that says what the test wants.
    @Test(.enabled(if: obstacle == nil, Comment(rawValue: obstacle ?? "")), .timeLimit(.minutes(5)))
    func `somebody new tries the bot on a Discord of their own`() async throws {
        let screenshots = PythonScript.root.appending(path: ".build/screenshots").path
        let outcome = try await PythonScript(
            path: "Browser/demo.py", environment: ["ACORE_SCREENSHOTS": screenshots]
        ).run()
        #expect(outcome.status == 0, "\(outcome.output)")
    }
}
