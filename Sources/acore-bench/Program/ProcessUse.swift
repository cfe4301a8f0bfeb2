import Foundation

/// What a process uses at one moment, by proc(5).
struct ProcessUse: Sendable {
    /// User and system time since its start.
    let processor: Duration
    /// In MB: resident, its share of it, and what is its alone because no file stands behind it.
    let resident: Double
    let proportional: Double
    let anonymous: Double
    let threads: Int
    let descriptors: Int

    init(of id: pid_t) {
        let folder = "/proc/\(id)"
        // What stands before the last bracket is the program's name, which may contain anything.
        let stat = ProcFile.text(folder + "/stat").split(separator: ")").last?.split(separator: " ") ?? []
        let ticks = stat.count > 17 ? (Int(stat[11]) ?? 0) + (Int(stat[12]) ?? 0) : 0
        processor = .milliseconds(ticks * 1000 / sysconf(Int32(_SC_CLK_TCK)))
        threads = stat.count > 17 ? Int(stat[17]) ?? 0 : 0
        let memory = folder + "/smaps_rollup"
        resident = Self.megabytes("Rss", memory)
        proportional = Self.megabytes("Pss", memory)
        anonymous = Self.megabytes("Anonymous", memory)
        let open = try? FileManager.default.contentsOfDirectory(atPath: folder + "/fd")  // the process may be gone
        descriptors = open?.count ?? 0
    }

    /// Seconds of this process's own time on a processor, more exact than the table of processes.
    static var cpuOfThisProcess: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Bytes.
    static var residentOfThisProcess: Int { Int(ProcessUse(of: getpid()).resident * 1e6) }

    private static func megabytes(_ name: String, _ path: String) -> Double {
        let kilobytes = ProcFile.value(of: name + ":", in: path)?.split(separator: " ").first.flatMap { Double($0) }
        return (kilobytes ?? 0) * 1024 / 1e6
    }
}
