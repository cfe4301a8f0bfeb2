package import Foundation
import Inference
import Logging

extension Responder {
    /// Answers what was left unanswered when the program stopped, and marks what is too old.
    ///
    /// A turn whose model is not there yet is tried again until it is too old. One that was being
    /// answered when the program came down is given up. Pictures are not kept: where `complete` brings none, the
    /// model is told that they are gone.
    ///
    /// - Parameters:
    ///   - start: when the program started; turns since then are being answered already.
    ///   - isRead: whether somebody would read a late answer in a place; elsewhere turns that are too old are marked.
    ///   - patience: how old a turn may be to still get its answer.
    ///   - complete: brings what is not kept of a turn: its pictures.
    ///   - deliver: asks for the answer to a turn and takes it where it is read.
    package func answerPending(
        saidBefore start: Date, where isRead: (Place) -> Bool = { _ in true },
        within patience: TimeInterval = 15 * 60, clock: any Clock<Duration> = ContinuousClock(),
        completing complete: (Turn) async -> Turn = { $0 },
        deliver: Delivery = { _, answer in _ = try await answer { _ in } }
    ) async throws {
        var pause = Duration.seconds(10)
        while try await answerAll(saidBefore: start, where: isRead, within: patience, complete, deliver) {
            try await clock.sleep(for: pause)
            pause = min(pause * 2, .seconds(120))
        }
    }

    /// What brings a late answer to where it is read: gets the turn, and what makes the answer.
    package typealias Delivery = (
        Turn, _ answer: ((AnswerPart) async throws -> Void) async throws -> Answer
    ) async throws -> Void

    /// - Returns: whether some wait for another try.
    private func answerAll(
        saidBefore start: Date, where isRead: (Place) -> Bool, within patience: TimeInterval,
        _ complete: (Turn) async -> Turn, _ deliver: Delivery
    ) async throws -> Bool {
        var someWait = false
        var page = try await conversations.pending(saidBefore: start)
        while let last = page.last {
            for waiting in page {
                let isOld = now().timeIntervalSince(waiting.kept.saidAt) > patience
                if !isOld, !isRead(waiting.turn.place) { continue }
                if try await attend(to: waiting, isWorthIt: !isOld, complete, deliver) { someWait = true }
            }
            page = try await conversations.pending(after: last.kept.id, saidBefore: start)
        }
        return someWait
    }

    /// - Returns: whether it waits for another try.
    private func attend(
        to waiting: PendingTurn, isWorthIt: Bool, _ complete: (Turn) async -> Turn, _ deliver: Delivery
    ) async throws -> Bool {
        do {
            if isWorthIt { try await answer(waiting, complete, deliver) } else { try await giveUp(waiting) }
            return false
        } catch let error as CancellationError {
            throw error
        } catch {
            logger.warning(
                "a waiting turn got no answer", metadata: ["turn": "\(waiting.kept.id)", "why": "\(error)"])
            return (error as? InferenceError)?.mayPass == true
        }
    }

    private func answer(
        _ waiting: PendingTurn, _ complete: (Turn) async -> Turn, _ deliver: Delivery
    ) async throws {
        let settings = settings()
        // A persona that is gone is answered for by whoever answers here now.
        let chosen = waiting.kept.persona.flatMap { try? personas.id(named: $0) }
        let persona = try personas.persona(chosen ?? settings.persona)
        let history = try await conversations.history(
            of: waiting.turn.place.id, limit: ConversationStore.turnsAtHand
        ).filter { $0.id < waiting.kept.id }
        guard try await conversations.claim(waiting.kept) else { return try await giveUp(waiting) }
        let turn = waiting.told(in: await complete(waiting.turn))
        try await deliver(turn) { receive in
            try await answer(turn, waiting.kept, after: history, as: persona, settings, isLate: true, receive)
        }
    }

    private func giveUp(_ waiting: PendingTurn) async throws {
        try await conversations.giveUp(waiting.kept, in: waiting.turn.place.id)
    }
}
