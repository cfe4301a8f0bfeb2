import ArgumentParser
import Discord
import Dashboard
import Foundation
import Logging
import Metrics
import Storage
import Telemetry

/// A command that ends with one sentence where it cannot go on.
protocol Command: AsyncParsableCommand {
    func execute() async throws
}

extension Command {
    func run() async throws {
        // A reader of our output who leaves is an error of that write, not our end.
        signal(SIGPIPE, SIG_IGN)
        do {
            try await execute()
        } catch let exit as ExitCode {
            throw exit
        } catch {
            let refusal = Refusal(error)
            FileHandle.standardError.write(Data("acore: \(refusal)\n".utf8))
            throw ExitCode(refusal.exitCode)
        }
    }

    /// Sets up logs and metrics for the whole process; once.
    func beginTelemetry(_ settings: LogSettings, quiet: Bool = false) -> ProcessTelemetry {
        let output =
            settings.file.map {
                LogOutput(file: RotatingLogFile(path: $0, maxBytes: settings.maxBytes, backups: settings.backups))
            } ?? LogOutput()
        // Beside a talk in the terminal only what is wrong may be written.
        let level = quiet ? max(settings.level, .error) : settings.level
        let recentLog = RecentLog()
        LoggingSystem.bootstrap { label in
            var handler = StructuredLogHandler(label: label, output: output, recent: recentLog)
            handler.logLevel = level
            return handler
        }
        let registry = PrometheusRegistry()
        if settings.collectsMetrics { MetricsSystem.bootstrap(registry) }
        return ProcessTelemetry(registry: registry, recentLog: recentLog, output: output)
    }
}

/// The logs and figures of this process.
struct ProcessTelemetry: Sendable {
    let registry: PrometheusRegistry
    let recentLog: RecentLog
    private let output: LogOutput

    init(registry: PrometheusRegistry, recentLog: RecentLog, output: LogOutput) {
        self.registry = registry
        self.recentLog = recentLog
        self.output = output
    }

    /// Writes what still waits: call it before the process ends.
    func flush() { output.flush() }
}

extension DashboardError {
    /// Whether another start would end in the same way.
    fileprivate var meansSettings: Bool {
        switch self {
        case .unsafeAddress, .webFilesMissing: true
        case .portTaken, .cannotListen: false
        }
    }
}

extension Refusal {
    /// What went wrong, as a sentence that says what to do.
    init(_ error: any Error) {
        self =
            switch error {
            case let refusal as Refusal: refusal
            case let error as StorageError: Refusal(storage: error)
            case GatewayError.refused(let sentence): Refusal(sentence, exitCode: 78)
            case let error as DashboardError: Refusal("\(error)", exitCode: error.meansSettings ? 78 : 1)
            default: Refusal("\(error)")
            }
    }

    private init(storage error: StorageError) {
        switch error {
        case .damaged(let path, let reason):
            self.init(
                "\(path) is damaged (\(reason)) and no backup could be opened. Put a backup there with “acore restore FILE”.",
                exitCode: 78)
        case .newerSchema:
            self.init(
                "The database was written by a newer Acore. Start that one, or restore an older backup.", exitCode: 78)
        case .cannotWrite(let reason):
            self.init(
                "The database cannot be written (\(reason)). Make room on the disk, or give this user its folder.")
        case .badBackup(let path, let reason):
            self.init("\(path) is not a backup of Acore: \(reason).")
        case .takenName(let path, let reason): self.init("\(path) cannot be written: \(reason).")
        case .busy(let reason): self.init("The database is busy: \(reason). Try again in a moment.")
        case .badRow(let reason), .failed(let reason): self.init("The database refused: \(reason).")
        case .closed: self.init("The database is closed already.")
        }
    }
}
