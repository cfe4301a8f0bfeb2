import Foundation

/// When the next automatic backup is due.
struct BackupSchedule {
    var interval = Duration.seconds(3600)
    /// Not at once after the start, when everything else wants the disk.
    var settling = Duration.seconds(60)
    /// After a backup that failed.
    var retry = Duration.seconds(600)

    /// How long to wait after the start, going by the age of the newest backup.
    ///
    /// A newest backup from the future means that the clock was set back: a whole interval is waited.
    func wait(afterStartAt now: Date, newest: Date?) -> Duration {
        guard let newest else { return settling }
        let age = Duration.seconds(max(0, now.timeIntervalSince(newest)))
        return max(settling, interval - age)
    }
}
