import Foundation

/// How many files and connections this process may have open.
enum OpenFiles {
    /// Enough for every connection, and cheap for those who look at each.
    private static let wanted: rlim_t = 65_536

    /// Shells give a process 1024, services often up to half a million: takes what the system allows.
    static func raiseLimit() {
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(files, &limit) == 0, limit.rlim_cur < wanted else { return }
        limit.rlim_cur = min(wanted, limit.rlim_max)
        setrlimit(files, &limit)
    }
}
