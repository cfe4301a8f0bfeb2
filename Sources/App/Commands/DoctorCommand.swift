import ArgumentParser
import Foundation
import Logging
import Telemetry

struct DoctorCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Looks at everything Acore needs, and says what mends what is wrong.",
        discussion: "Ends with 0 where all is well, 1 where something is wrong.")

    func execute() async throws {
        let sources = SettingsLoader().sources()
        let values = SettingValues(sources)
        _ = beginTelemetry(LogSettings(values), quiet: true)
        var isWell = true
        for finding in await Examination(sources: sources, values: values).findings() {
            print(finding)
            if finding.verdict == .wrong { isWell = false }
        }
        if !isWell { throw ExitCode(1) }
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
