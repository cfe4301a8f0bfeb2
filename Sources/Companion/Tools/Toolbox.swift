package import Inference
import Logging
import Metrics

/// The tools a persona may use, by name. Whatever a model asks for, it gets a text back: a result, or
/// what was wrong with the call.
package struct Toolbox: Sendable {
    /// What a tool says is cut to this many characters (Unicode scalars).
    package static let outputLimit = 4_000

    private let tools: [any Tool]
    private let byName: [String: any Tool]
    private let clock: any Clock<Duration>
    private let timeLimit: Duration
    private let logger = Logger(label: "acore.tools")

    /// - Parameters:
    ///   - tools: in the order in which models see them; of two with one name the first counts.
    ///   - timeLimit: for one call.
    package init(
        _ tools: [any Tool] = Toolbox.standardTools, timeLimit: Duration = .seconds(10),
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.tools = tools
        byName = Dictionary(tools.map { ($0.description.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.clock = clock
        self.timeLimit = timeLimit
    }

    /// All of them.
    package var descriptions: [ToolDescription] { tools.map(\.description) }

    /// Those with these names, in this order; names that nobody knows are passed over.
    package func descriptions(named names: [String]) -> [ToolDescription] {
        names.compactMap { byName[$0]?.description }
    }

    /// Those with these names alone.
    func only(_ names: [String]) -> Toolbox {
        Toolbox(names.compactMap { byName[$0] }, timeLimit: timeLimit, clock: clock)
    }

    /// What people see while this call runs: "looks at the clock".
    package func activity(of call: ToolCall) -> String {
        tool(called: call.name)?.activity ?? "looks for a tool"
    }

    /// Runs one call.
    /// - Throws: only `CancellationError`, when the task was cancelled.
    package func run(_ call: ToolCall, in context: ToolContext) async throws(CancellationError) -> String {
        guard let tool = tool(called: call.name) else {
            count("unknown", outcome: "unknown")
            return unknown(call.name)
        }
        let name = tool.description.name
        do {
            let arguments = try ToolArguments(call.arguments, for: tool.description)
            let result = try await withinLimit { try await tool.run(arguments, in: context) }
            count(name, outcome: "done")
            return capped(arguments.note.map { "\(result) (\($0))" } ?? result)
        } catch let refusal as ToolRefusal {
            count(name, outcome: "refused")
            return capped("Error: \(refusal.reason)")
        } catch {
            if Task.isCancelled { throw CancellationError() }
            count(name, outcome: "failed")
            logger.error("tool failed", metadata: ["tool": "\(name)", "error": "\(type(of: error))"])
            return "Error: \(name) does not work at the moment."
        }
    }

    private func tool(called name: String) -> (any Tool)? {
        byName[name] ?? byName[name.lowercased().replacing("-", with: "_")]
    }

    /// A tool that does not heed cancellation is waited for: each of ours is short or cancellable.
    private func withinLimit(_ work: @escaping @Sendable () async throws -> String) async throws -> String {
        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await clock.sleep(for: timeLimit)
                throw ToolRefusal("it took too long and was stopped")
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }

    private func unknown(_ name: String) -> String {
        let hint = NearestWord.hint(for: name, among: byName.keys.sorted())
        return "Error: there is no tool “\(name.prefix(60))”\(hint). There are: "
            + tools.map(\.description.name).joined(separator: ", ") + "."
    }

    private func capped(_ text: String) -> String {
        guard text.unicodeScalars.count > Self.outputLimit else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.outputLimit - 1))) + "…"
    }

    private func count(_ tool: String, outcome: String) {
        Counter(label: "acore_tool_calls_total", dimensions: [("tool", tool), ("outcome", outcome)]).increment()
    }
}
