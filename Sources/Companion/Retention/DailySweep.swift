package import Foundation
import Logging
package import ServiceLifecycle
import Storage

/// Deletes once a day what is not to be kept any longer: old words, what was said in realms that were left, and what
/// of earlier days is of no use.
package struct DailySweep: Service {
    /// Not at once after the start, when everything else wants the disk.
    static let settling = Duration.seconds(300)
    static let interval = Duration.seconds(86_400)
    /// After a sweep that failed.
    static let retry = Duration.seconds(3_600)
    /// Between two steps where there is much to delete: talk goes first.
    private static let rest = Duration.milliseconds(20)
    /// From when somebody was forgotten until nothing of before can be on its way any more.
    private static let onTheWay: TimeInterval = 86_400

    private let conversations: ConversationStore
    private let rules: @Sendable () async throws -> RetentionRules
    private let didPurge: @Sendable (_ realm: String) async throws -> Void
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Date
    private let logger = Logger(label: "acore.memory")

    /// - Parameters:
    ///   - rules: asked for each sweep.
    ///   - didPurge: told when all that was said in a realm is gone, for those who keep more about it.
    package init(
        _ conversations: ConversationStore, rules: @escaping @Sendable () async throws -> RetentionRules,
        didPurge: @escaping @Sendable (_ realm: String) async throws -> Void = { _ in },
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.conversations = conversations
        self.rules = rules
        self.didPurge = didPurge
        self.clock = clock
        self.now = now
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var wait = Self.settling
            while !Task.isCancelled {
                do {
                    try await clock.sleep(for: wait)
                    try await sweep { try await clock.sleep(for: Self.rest) }
                    wait = Self.interval
                } catch is CancellationError {
                    return
                } catch {
                    logger.error("what is old is not deleted yet", metadata: ["error": "\(error)"])
                    wait = Self.retry
                }
            }
        }
    }

    /// Deletes all that is due.
    package func sweep(resting: () async throws -> Void = {}) async throws {
        let date = now()
        try await purgeLeft(at: date)
        let rules = try await rules()
        for (scope, retention) in rules.special.sorted(by: { $0.key < $1.key }) {
            try await expire(retention, .only(scope), at: date, resting)
        }
        try await expire(rules.standard, .allBut(rules.special.keys.sorted()), at: date, resting)
        _ = try await conversations.database.write { sql in
            try DatabaseSpendLedger.dropEarlierDays(sql)
            try sql.execute(
                "UPDATE privacy SET forgotten_at = NULL WHERE forgotten_at < ?",
                [SQLValue(date.addingTimeInterval(-Self.onTheWay))])
            return try sql.execute("DELETE FROM privacy WHERE is_paused = 0 AND forgotten_at IS NULL")
        }
        try await PassageStore(database: conversations.database).scrub()
    }

    private func purgeLeft(at date: Date) async throws {
        for realm in try await conversations.endLeft(asOf: date) {
            try await conversations.deleteEnded()
            guard try await conversations.purge(realm) else { continue }
            try await didPurge(realm)
            logger.info("all of a server that was left is deleted")
        }
    }

    private func expire(
        _ retention: Retention, _ reach: ConversationStore.Reach, at date: Date, _ resting: () async throws -> Void
    ) async throws {
        guard let end = retention.end(at: date) else { return }
        while try await conversations.expireSome(keptBefore: end, in: reach) { try await resting() }
    }
}
