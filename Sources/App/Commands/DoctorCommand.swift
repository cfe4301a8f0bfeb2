import ArgumentParser
import Foundation
import Logging
import Telemetry

struct DoctorCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Looks at everything Acore needs, and says what mends what is wrong.",
        discussion: "Ends with 0 where all is well, 1 where something is wrong.")

    func execute() async throws {
        var sources = SettingsLoader().sources()
        let given = SettingValues(sources)
        _ = beginTelemetry(LogSettings(given), quiet: true)
        do {
            sources.append(try await pageSource(Places(given)))
        } catch {
            print(Finding.weak("Settings page", "it cannot be read: \(Refusal(error))", "see the database below"))
        }
        let findings = await Examination(sources: sources).findings()
        for finding in findings { print(finding) }
        if findings.contains(where: { $0.verdict == .wrong }) { throw ExitCode(1) }
    }
}

/// One thing that was looked at.
struct Finding: Sendable, Equatable, CustomStringConvertible {
    enum Verdict: String, Sendable {
        case well = "✓"
        /// Something works less well than it could.
        case weak = "!"
        case wrong = "✗"
    }

    let verdict: Verdict
    let subject: String
    let detail: String
    /// The command or setting that mends it.
    let remedy: String?

    static func well(_ subject: String, _ detail: String) -> Finding {
        Finding(verdict: .well, subject: subject, detail: detail, remedy: nil)
    }

    static func weak(_ subject: String, _ detail: String, _ remedy: String) -> Finding {
        Finding(verdict: .weak, subject: subject, detail: detail, remedy: remedy)
    }

    static func wrong(_ subject: String, _ detail: String, _ remedy: String) -> Finding {
        Finding(verdict: .wrong, subject: subject, detail: detail, remedy: remedy)
    }

    var description: String {
        "\(verdict.rawValue) \(subject): \(detail)" + (remedy.map { "\n    → \($0)" } ?? "")
    }
}
