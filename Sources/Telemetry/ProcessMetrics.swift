import Foundation

/// What the kernel says about this process, under the names every Prometheus client uses.
package struct ProcessMetrics {
    package var residentBytes: Double
    var virtualBytes: Double
    var cpuSeconds: Double
    var threads: Double
    var startTime: Double
    var openFiles: Double

    static let names = [
        "process_resident_memory_bytes", "process_virtual_memory_bytes", "process_cpu_seconds_total",
        "process_threads", "process_start_time_seconds", "process_open_fds",
    ]

    /// Nil where there is no `/proc`.
    package static func read() -> ProcessMetrics? {
        guard let stat = contents(of: "/proc/self/stat"), let system = contents(of: "/proc/stat") else { return nil }
        // Not readable means that there are none we could count.
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
        return ProcessMetrics(stat: stat, system: system, openFiles: Double(files))
    }

    /// The fields of proc_pid_stat(5) after the command's name, which may itself contain blanks and brackets.
    init?(stat: String, system: String, openFiles: Double) {
        guard let bracket = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: bracket)...].split(whereSeparator: \.isWhitespace).map { Double($0) }
        let boot = system.split(separator: "\n").first { $0.hasPrefix("btime ") }?.split(separator: " ").last
        guard fields.count > 21, let user = fields[11], let kernel = fields[12], let threads = fields[17],
            let start = fields[19], let virtualBytes = fields[20], let pages = fields[21],
            let bootTime = boot.flatMap({ Double($0) })
        else { return nil }
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        residentBytes = pages * Double(sysconf(Int32(_SC_PAGESIZE)))
        self.virtualBytes = virtualBytes
        cpuSeconds = (user + kernel) / ticks
        self.threads = threads
        startTime = bootTime + start / ticks
        self.openFiles = openFiles
    }

    func render() -> String {
        let values = [residentBytes, virtualBytes, cpuSeconds, threads, startTime, openFiles]
        let help = [
            "Memory in use.", "Address space.", "User and system time.", "Threads.", "Start, in seconds since 1970.",
            "Open file descriptors.",
        ]
        var text = ""
        for ((name, value), help) in zip(zip(Self.names, values), help) {
            text.addHeader(name, name.hasSuffix("_total") ? .counter : .gauge, help: help)
            text.addSample(name, "", value)
        }
        return text
    }

    private static func contents(of path: String) -> String? {
        // No such file: not Linux.
        guard let file = FileHandle(forReadingAtPath: path), let data = try? file.read(upToCount: 65_536) else {
            return nil
        }
        return String(decoding: data, as: UTF8.self)
    }
}
