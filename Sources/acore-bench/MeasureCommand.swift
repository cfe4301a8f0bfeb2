import ArgumentParser
import Foundation
import Logging
import Metrics
import Telemetry

struct MeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "measure", abstract: "Takes every figure once.")

    @OptionGroup var program: ProgramOptions

    @Option(help: "Where the figures are written as JSON.")
    var json = ".build/bench.json"

    @Option(help: "Only the figure of this name.")
    var only: String?

    @Flag(help: "Fewer and shorter runs, to try the bench itself.")
    var quick = false

    private static let figures: [any Figure] = [
        StartFigure(), IdleMemoryFigure(), ReplyFigure(), WebReplyFigure(), StreamsFigure(), CacheFigure(),
        GatewayFigure(), AnswersFigure(), RecallFigure(),
    ]

    func validate() throws {
        guard only == nil || Self.figures.contains(where: { $0.name == only }) else {
            throw ValidationError("--only takes one of: \(Self.figures.map(\.name).joined(separator: ", ")).")
        }
    }

    @concurrent
    func run() async throws {
        // As the program does: counting is a part of the price.
        MetricsSystem.bootstrap(PrometheusRegistry())
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .error
            return handler
        }
        let json = URL(filePath: json)
        let bench = try Workbench(program, isQuick: quick)
        defer { bench.cleanUp() }
        var report = Report(machine: Machine())
        for figure in Self.figures where only == nil || only == figure.name {
            FileHandle.standardError.write(Data("measuring: \(figure.name)…\n".utf8))
            do {
                report.measurements += try await figure.measure(on: bench)
            } catch {
                report.failures.append("\(figure.name): \(error)")
            }
        }
        report.machine.finish()
        print(report.table)
        try report.write(to: json)
        guard report.failures.isEmpty else { throw ExitCode.failure }
    }
}

/// Where the program under test lies, and where it may work.
struct ProgramOptions: ParsableArguments {
    @Option(help: "The acore to measure: a release build.")
    var acore = ".build/release/acore"

    @Option(help: "The folder with the personas and web files.")
    var share = "share/acore"

    @Option(help: "The folder with the programs that are measured beside it.")
    var peers = "scripts/peers"

    @Option(help: "A folder on a real disk, for data that is thrown away afterwards.")
    var scratch = ".build/bench"
}
