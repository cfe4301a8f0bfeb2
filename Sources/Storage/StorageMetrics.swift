import Foundation
import Metrics

/// What the operator sees of the database.
struct StorageMetrics: Sendable {
    private let changes: Recorder
    private let commit: Metrics.Timer
    private let waiting: Gauge
    private let read: Metrics.Timer
    private let failures: Counter

    init(factory: any MetricsFactory = MetricsSystem.factory) {
        failures = Counter(label: "acore_storage_failed_commits_total", factory: factory)
        changes = Recorder(label: "acore_storage_batch_changes", aggregate: true, factory: factory)
        commit = Metrics.Timer(label: "acore_storage_commit_seconds", factory: factory)
        waiting = Gauge(label: "acore_storage_queue_depth", factory: factory)
        read = Metrics.Timer(label: "acore_storage_read_seconds", factory: factory)
    }

    func committed(_ group: GroupCommitWriter.Commit) {
        changes.record(group.changes)
        commit.recordNanoseconds(group.duration.nanoseconds)
        waiting.record(group.waiting)
    }

    /// A commit did not reach the disk: it is full, failing or locked.
    func failed() { failures.increment() }

    func didRead(in duration: Duration) { read.recordNanoseconds(duration.nanoseconds) }
}

/// Whether there are backups to count on.
struct BackupMetrics: Sendable {
    private let newest: Gauge
    private let failures: Counter

    init(factory: any MetricsFactory = MetricsSystem.factory) {
        newest = Gauge(label: "acore_storage_newest_backup_timestamp_seconds", factory: factory)
        failures = Counter(label: "acore_storage_failed_backups_total", factory: factory)
    }

    /// Seconds since 1970, as Prometheus likes moments: `time() -` this is the age.
    func made(at date: Date) { newest.record(date.timeIntervalSince1970) }
    func failed() { failures.increment() }
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000
    }
}
