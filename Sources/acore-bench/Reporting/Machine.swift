import Foundation

/// What the figures were taken on, and how busy it was with other things.
struct Machine: Encodable, Sendable {
    let processors: Int
    let model: String
    let kernel: String
    let startedAt: Date
    /// One-minute load averages.
    let loadBefore: Double
    private(set) var loadAfter = 0.0

    init() {
        processors = ProcessInfo.processInfo.activeProcessorCount
        model = ProcFile.value(of: "model name", in: "/proc/cpuinfo") ?? "unknown"
        kernel = ProcFile.text("/proc/sys/kernel/osrelease").trimmingCharacters(in: .whitespacesAndNewlines)
        startedAt = Date()
        loadBefore = Self.load
    }

    mutating func finish() { loadAfter = Self.load }

    private static var load: Double {
        ProcFile.text("/proc/loadavg").split(separator: " ").first.flatMap { Double($0) } ?? 0
    }
}

/// Reading proc(5).
enum ProcFile {
    /// Empty where the process is gone.
    static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""  // it ended, or this is not Linux
    }

    /// What stands behind `name:` in a file of such lines.
    static func value(of name: String, in path: String) -> String? {
        let line = text(path).split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(separator: ":", maxSplits: 1).last?.trimmingCharacters(in: .whitespaces)
    }
}
