package import DiscordModel
package import Foundation
import Synchronization

/// A Discord of one's own: its servers, people, channels and messages, and what bots hear of them.
///
/// People act through `World+people`, bots through REST (`REST/`) and the gateway. Every change is one step
/// behind one lock; what bots are to hear of it goes out in the same order to all who listen.
package final class World: Sendable {
    private struct Contents: Sendable {
        var state = WorldState()
        var listeners: [Int: Listener] = [:]
        var nextListener = 0
        var waiters: [Int: @Sendable (WorldState) -> Bool] = [:]

        /// Hands out what the change put into the outbox, and looks whether somebody waited for it.
        mutating func tell() {
            for (bot, dispatch) in state.outbox {
                for listener in listeners.values where listener.bot == bot { listener.hear(dispatch) }
            }
            state.outbox = []
            for (number, isDone) in waiters where isDone(state) { waiters[number] = nil }
        }
    }

    private struct Listener: Sendable {
        let bot: Snowflake
        let hear: @Sendable (Dispatch) -> Void
    }

    private let contents = Mutex(Contents())
    private let now: @Sendable () -> Date

    package init(now: @escaping @Sendable () -> Date = { Date() }) { self.now = now }

    /// One step: it happens whole, or, when `body` throws, not at all.
    func change<Result: Sendable, Fault: Error>(
        _ body: (inout WorldState) throws(Fault) -> Result
    ) throws(Fault) -> Result {
        try contents.withLock { contents throws(Fault) in
            contents.state.now = now()
            contents.state.endDuePolls()
            let before = contents.state
            let result: Result
            do throws(Fault) {
                result = try body(&contents.state)
            } catch {
                contents.state = before
                throw error
            }
            contents.tell()
            return result
        }
    }

    /// What comes with time comes, though nobody does anything.
    func passTime() { change { _ in } }

    /// Looks without changing anything.
    func look<Result: Sendable>(_ body: (WorldState) -> Result) -> Result {
        contents.withLock { contents in
            contents.state.now = now()
            return body(contents.state)
        }
    }

    /// To what one bot hears; or one person, to show it.
    ///
    /// - Parameter hear: called in the world's order, inside its lock: it must be quick, and may not ask the
    ///   world anything.
    /// - Returns: what ``stopListening(_:)`` takes.
    package func listen(for bot: Snowflake, hear: @escaping @Sendable (Dispatch) -> Void) -> Int {
        contents.withLock { contents in
            if !contents.state.isBot(bot) { contents.state.watched.insert(bot) }
            contents.nextListener += 1
            contents.listeners[contents.nextListener] = Listener(bot: bot, hear: hear)
            return contents.nextListener
        }
    }

    package func stopListening(_ listener: Int) {
        contents.withLock { contents in
            guard let gone = contents.listeners.removeValue(forKey: listener)?.bot,
                !contents.listeners.values.contains(where: { $0.bot == gone })
            else { return }
            contents.state.watched.remove(gone)
        }
    }

    /// Waits until the world is so that `find` finds something. Ends early, with nil, when its task is cancelled.
    func first<Found: Sendable>(_ find: @escaping @Sendable (WorldState) -> Found?) async -> Found? {
        let (answers, answer) = AsyncStream.makeStream(of: Found.self)
        let waits: @Sendable (WorldState) -> Bool = { state in
            guard let found = find(state) else { return false }
            answer.yield(found)
            answer.finish()
            return true
        }
        let number = contents.withLock { contents -> Int? in
            contents.state.now = now()
            guard !waits(contents.state) else { return nil }
            contents.nextListener += 1
            contents.waiters[contents.nextListener] = waits
            return contents.nextListener
        }
        defer { if let number { contents.withLock { $0.waiters[number] = nil } } }
        for await found in answers { return found }
        return nil
    }
}
