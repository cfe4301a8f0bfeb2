import Companion
import Discord
import DiscordModel
import Foundation
import Logging
import Metrics

/// Writes in their channels what people planned, when its time has come: each once.
///
/// Who writes claims it first, on disk. What was claimed when the program stopped may stand in Discord or not: the
/// channel is looked through before it is written again, and Discord itself takes a nonce once within minutes.
final class CallbackDelivery: Sendable {
    /// Between two looks.
    static let pause = Duration.seconds(20)
    private static let mostAtOnce = 20
    /// For how long Discord surely knows a nonce.
    private static let nonceLifetime: TimeInterval = 60
    /// When it is tried again where the bot may not write now.
    private static let patience: TimeInterval = 3_600
    /// What is overdue for longer is not spoken of any more.
    private static let tooLate: TimeInterval = 7 * 86_400
    /// Discord's clock may differ from ours.
    private static let clockDifference: TimeInterval = 60

    private let hearing: Hearing
    private let store: CallbackStore
    private let homeZone: @Sendable () -> TimeZone
    private let settings: ServerSettingsStore
    private let client: DiscordClient
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Date
    private let logger = Logger(label: "acore.discord.callbacks")

    init(
        _ hearing: Hearing, _ memory: TalkMemory, _ settings: ServerSettingsStore, client: DiscordClient,
        clock: any Clock<Duration>
    ) {
        self.hearing = hearing
        store = memory.callbacks.store
        homeZone = memory.homeZone
        self.settings = settings
        self.client = client
        self.clock = clock
        now = memory.callbacks.now
    }

    /// Until the task is cancelled.
    func run() async {
        while true {
            do {
                try await clock.sleep(for: Self.pause)
                for callback in try await store.due(at: now(), limit: Self.mostAtOnce) {
                    try await attend(to: callback)
                }
                try await store.forgetOld(at: now())
            } catch is CancellationError {
                return
            } catch {
                logger.error("what is due is not said yet", metadata: ["error": "\(error)"])
            }
        }
    }

    /// - Throws: what the database threw, or `CancellationError`.
    private func attend(to callback: Callback) async throws {
        guard let channel = Place(id: callback.place, kind: .text).discordChannel else {
            return try await store.forget(callback.id)
        }
        do {
            if callback.state == .claimed { return try await recover(callback, in: channel) }
            guard try await isWanted(callback, in: channel), try await store.claim(callback.id, at: now()) else {
                return
            }
            _ = try await client.send(request(callback), to: channel)
            try await store.settle(callback.id)
            count("said")
        } catch let error as DiscordError {
            try await settle(callback, after: error)
        }
    }

    private func request(_ callback: Callback) -> MessageRequest {
        var request = MessageRequest()
        request.content = callback.followUp
        request.flags = .suppressEmbeds
        request.nonce = .text("cb\(callback.id)")
        request.enforceNonce = true
        return request
    }

    // MARK: Before

    /// Whether it may be said now. Where not, it is put off or given up.
    private func isWanted(_ callback: Callback, in channel: Snowflake) async throws -> Bool {
        let date = now()
        let parent = hearing.channel(channel)?.parent
        let settings = try await settings.settings(of: callback.guild ?? channel)
        guard settings.followsUp, settings.channel(channel, parent: parent).maySpeak,
            date.timeIntervalSince(callback.saidFor) < Self.tooLate
        else {
            try await store.cancel(callback.id)
            count("given up")
            return false
        }
        if let end = settings.quietHours.end(after: date, in: settings.timeZone ?? homeZone()) {
            try await store.release(callback.id, until: end)
            return false
        }
        guard hearing.mayWrite(in: channel, at: date) else {
            try await store.release(callback.id, until: date.addingTimeInterval(Self.patience))
            return false
        }
        return try await stillStands(callback, in: channel)
    }

    /// Whether the message is still there that it was said in. Its deletion may have happened while nobody listened.
    private func stillStands(_ callback: Callback, in channel: Snowflake) async throws -> Bool {
        guard let message = Snowflake(callback.message) else { return true }
        do {
            _ = try await client.message(message, in: channel)
            return true
        } catch let error as DiscordError where error.remedy == .permission {
            return true  // which Discord does not tell then
        }
    }

    // MARK: Afterwards

    /// It was claimed, and perhaps said, before the program stopped or the connection broke.
    private func recover(_ callback: Callback, in channel: Snowflake) async throws {
        let claimed = callback.claimedAt ?? callback.dueAt
        let since = Snowflake(at: claimed.addingTimeInterval(-Self.clockDifference))
        let text = callback.followUp
        do {
            let messages = try await client.messages(in: channel, .after(since), limit: 100)
            if messages.contains(where: { $0.author.id == hearing.me.id && $0.content == text }) {
                return try await store.settle(callback.id)
            }
        } catch let error as DiscordError where error.remedy == .permission {
            guard now().timeIntervalSince(claimed) < Self.nonceLifetime else {
                logger.warning("a follow-up may not have been said", metadata: ["why": "\(error)"])
                return try await store.settle(callback.id)
            }
        }
        try await store.release(callback.id, until: now())
    }

    private func settle(_ callback: Callback, after error: DiscordError) async throws {
        switch error.remedy {
        case .forget:
            try await store.forget(callback.id)
            count("given up")
        case .permission: try await store.release(callback.id, until: now().addingTimeInterval(Self.patience))
        case .later:
            // It may have been said all the same: the next look finds out.
            logger.info("a follow-up waits", metadata: ["why": "\(error)"])
        default:
            logger.warning("a follow-up cannot be said", metadata: ["why": "\(error)"])
            try await store.forget(callback.id)
            count("given up")
        }
    }

    private func count(_ outcome: String) {
        Counter(label: "acore_discord_callbacks_total", dimensions: [("outcome", outcome)]).increment()
    }
}

extension Hearing {
    /// Where too little is known to tell, Discord has the last word.
    fileprivate func mayWrite(in channel: Snowflake, at date: Date) -> Bool {
        let rights = ownPermissions(in: channel, now: Int(date.timeIntervalSince1970 * 1_000))
        return rights?.allowWriting(in: self.channel(channel)?.type ?? .text) ?? true
    }
}

extension Snowflake {
    /// The first of a moment.
    fileprivate init(at date: Date) {
        let milliseconds = max(0, min(date.timeIntervalSince1970 * 1_000 - 1_420_070_400_000, 4e12))
        self.init(UInt64(milliseconds) << 22)
    }
}
