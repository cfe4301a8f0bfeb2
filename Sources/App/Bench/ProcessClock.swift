import Foundation

/// What this process has used, in seconds and MB.
enum ProcessClock {
    static var now: Double { seconds(CLOCK_MONOTONIC) }
    static var processor: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

    static var resident: Double {
        let pages = TextFile.read("/proc/self/statm")?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
        return (pages ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
    }

    /// Since exec; the kernel counts in hundredths. <https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html>
    static var age: Double {
        let fields = TextFile.read("/proc/self/stat")?.split(separator: ")").last?.split(separator: " ") ?? []
        let start = fields.count > 19 ? Double(fields[19]) ?? 0 : 0
        return seconds(CLOCK_BOOTTIME) - start / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
