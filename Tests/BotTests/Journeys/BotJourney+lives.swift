import Companion
import DiscordModel
import DiscordSimulator
import Logging
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import Bot

/// The events that the bot has dealt with.
final class Dealt: Sendable {
    private let events = Mutex<[String]>([])

    func note(_ event: GatewayEvent) {
        let name: String? =
            switch event {
            case .ready: "ready"
            case .messageCreated(let message): "created \(message.id)"
            case .messageUpdated(let message): message.editedTimestamp.map { _ in "edited \(message.id)" }
            case .messageDeleted(let deletion): "deleted \(deletion.id)"
            case .guildDeleted(let guild): "left \(guild.id)"
            case .guildCreated(let guild): "entered \(guild.id)"
            default: nil
            }
        if let name { events.withLock { $0.append(name) } }
    }

    func contains(_ event: String) -> Bool { count(of: event) > 0 }
    func count(of event: String) -> Int { events.withLock { $0.count { $0 == event } } }
}

private final class Life: Sendable {
    let isOver = Mutex(false)
}

extension BotJourney {
    /// One life of the bot, from its start until it has stopped as it does on SIGTERM.
    ///
    /// - Parameter clock: with it, the grace that a stop leaves to answers is over at once.
    func live(_ clock: ManualClock? = nil, _ body: () async throws -> Void) async throws {
        let bot = makeBotAgain(clock ?? ContinuousClock())
        let services = ServiceGroup(
            services: [bot], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let life = Life()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { life.isOver.withLock { $0 = true } }
                try await services.run()
            }
            try await bot.isReady()
            try await body()
            await services.triggerGracefulShutdown()
            if let clock {
                try await until("what is under way has its grace, or nothing is") {
                    clock.isSlept(for: Grace.answers) || life.isOver.withLock(\.self)
                }
                clock.advance(by: Grace.answers)
            }
            try await group.waitForAll()
        }
    }

    /// What is kept of a channel: who said what, and in which state.
    func kept(in channel: Snowflake) async throws -> [String] {
        try await conversations.history(of: Place.discord(channel, .text).id, limit: 64).map {
            "\($0.speakerName): \($0.text) (\($0.state))"
        }
    }

    /// What the bot has said in a channel.
    func said(in channel: Snowflake) -> [String] {
        world.messages(in: channel).filter { $0["author"]?["id"]?.snowflake == demo.bot }
            .compactMap { $0["content"]?.string }
    }
}
