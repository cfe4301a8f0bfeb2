import Inference
import Logging
import Subprocess

/// A program that runs behind `leash.sh`, which ends it when our end of its standard input closes:
/// it does not outlive us, however we end.
struct ChildCommand: Sendable {
    /// Where `leash.sh` is.
    var leash: String
    /// The program and its arguments; everybody on the machine can read them.
    var arguments: [String]
    /// All of its environment; secrets go here.
    var environment: [String: String]

    /// Bytes of one line of output; the rest of a longer one is not looked at.
    static let longestLine = 16 << 10

    /// Runs it until it ends or `watch` returns, and says how it ended.
    /// - Parameter watch: gets the addresses that the program prints (at most one is kept), and may end it by returning.
    func run(
        named name: String, logger: Logger, watch: @escaping @Sendable (AsyncStream<String>) async -> String
    ) async -> String {
        var options = PlatformOptions()
        // Away from the terminal's group: Ctrl-C there is meant for us.
        options.createSession = true
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(5))]
        do {
            let result = try await Subprocess.run(
                .name("sh"), arguments: Arguments([leash] + arguments), environment: subprocessEnvironment,
                platformOptions: options, input: .inputWriter, output: .sequence, error: .combinedWithOutput
            ) { execution in
                await withTaskGroup(of: String?.self) { group in
                    let (addresses, found) = AsyncStream.makeStream(
                        of: String.self, bufferingPolicy: .bufferingNewest(1))
                    group.addTask {
                        await Self.read(execution.standardOutput, name: name, logger: logger) { found.yield($0) }
                        return nil
                    }
                    group.addTask { await watch(addresses) }
                    let first = await group.next() ?? nil
                    // The child ends, its output ends, and with it the reading. An input that is closed already is fine.
                    try? await execution.standardInputWriter.finish()
                    group.cancelAll()
                    return first
                }
            }
            return result.closureResult ?? "\(result.terminationStatus)"
        } catch {
            return "\(error)"
        }
    }

    private var subprocessEnvironment: Environment {
        .custom(environment.reduce(into: [Environment.Key: String]()) { $0[.init(stringLiteral: $1.key)] = $1.value })
    }

    private static func read(
        _ output: SubprocessOutputSequence, name: String, logger: Logger, whenListening: (String) -> Void
    ) async {
        var lines = LineReader(limit: longestLine)
        do {
            for try await buffer in output {
                let bytes = buffer.withUnsafeBytes { Array($0) }
                guard let whole = try? lines.append(bytes) else {  // nothing we look for is that long
                    lines = LineReader(limit: longestLine)
                    continue
                }
                for line in whole.map({ String(decoding: $0, as: UTF8.self) }) {
                    logger.debug("engine says", metadata: ["engine": "\(name)", "line": "\(line.prefix(200))"])
                    if let address = address(in: line) { whenListening(address) }
                }
            }
        } catch {
            logger.debug("engine's output broke", metadata: ["engine": "\(name)", "error": "\(error)"])
        }
    }

    /// `READY http://127.0.0.1:40017`, or llama.cpp's `… listening on http://127.0.0.1:40017 …`.
    static func address(in line: String) -> String? {
        guard line.hasPrefix("READY ") || line.contains("listening") else { return nil }
        return line.split(separator: " ").first { $0.hasPrefix("http://127.0.0.1:") }.map(String.init)
    }
}
