import Companion
import DiscordModel
import Foundation
import Inference
import Logging
import ServiceLifecycle

/// Brings answers from the companion into their channels.
extension DiscordTalk {
    private static let cutOff = "I was interrupted here."

    /// - Parameter gone: ends when nobody wants it any more.
    /// - Returns: whether it was answered.
    func answer(_ batch: [Hearing.Heard], unless gone: AsyncStream<Void>) async -> Bool {
        await withTaskGroup(of: Bool?.self) { group in
            group.addTask { await self.answer(batch) }
            group.addTask {
                for await _ in gone {}
                return nil
            }
            for await isAnswered in group {
                group.cancelAll()
                if let isAnswered { return isAnswered }
            }
            return false
        }
    }

    private func answer(_ batch: [Hearing.Heard]) async -> Bool {
        guard let last = batch.last else { return false }
        var manner = ReplyDraft.Manner()
        manner.streams = streams && last.settings.streams
        manner.mentions = MentionNames(batch.flatMap(\.message.people))
        manner.links = LinkPolicy(givenIn: batch.map(\.message.content))
        manner.asFile = batch.contains { ReplyDraft.isFileWanted(in: $0.message.content) }
        let id = desk.begin(in: last.message.channelId, question: last.message.id, manner: manner)
        do {
            let turn = await turns.turn(of: batch, last)
            let answer = try await write(id, answering: turn) { receive in
                let whole = try await showing(batch.map(\.message), in: turn)
                return try await responder.reply(to: whole, receive: receive) { desk.close(id, citing: $0.sources) }
            }
            hearing.note(answer.context, on: last.message)
            return true
        } catch is CancellationError {
            return false
        } catch is AlreadyHeard {
            logger.debug("a message came again")
        } catch let mistake as Mistake {
            // Whoever made it has said in the log what was behind it.
            logger.debug("told why there is no answer", metadata: ["error": "\(mistake)"])
        } catch {
            logger.warning("no answer", metadata: ["error": "\(error)"])
        }
        return false
    }

    /// Passes an answer on to the desk while it is made. Whatever happens, what stands in Discord is ended visibly.
    private func write(
        _ id: ReplyDesk.ID, answering turn: Turn, _ reply: ((AnswerPart) async throws -> Void) async throws -> Answer
    ) async throws -> Answer {
        var hasSpoken = false
        do {
            let answer = try await reply { part in
                guard case .text(let text) = part else { return }
                hasSpoken = true
                desk.add(text, to: id)
            }
            await note(await desk.finish(id, citing: answer.sources), answering: turn)
            return answer
        } catch {
            switch error {
            case let mistake as Mistake: await note(await desk.fail(id, mistake.description), answering: turn)
            case is AlreadyHeard: await desk.abandon(id)
            // A late answer whose model fails may be tried again.
            case is CancellationError, is InferenceError:
                if hasSpoken {
                    await note(await desk.fail(id, Self.cutOff), answering: turn)
                } else {
                    await desk.abandon(id)
                }
            default: await desk.fail(id, "Something went wrong on my side. Try again in a moment.")
            }
            throw error
        }
    }

    /// The turn with the pictures of the messages that it was made of.
    private func showing(_ messages: [Message], in turn: Turn) async throws(Mistake) -> Turn {
        var turn = turn
        try await pictures.add(to: &turn, from: messages) { await responder.seesPictures }
        return turn
    }

    private func note(_ messages: [Snowflake], answering turn: Turn) async {
        guard let question = turn.sourceMessage else { return }
        do {
            try await conversations.note(messages.map(\.description), ofAnswerTo: question, in: turn.place.id)
        } catch {
            logger.error("an answer's messages are not kept", metadata: ["error": "\(error)"])
        }
    }

    // MARK: Late answers

    /// Answers what an earlier start was asked and left unanswered.
    func answerWhatWaited(since start: Date) async {
        await cancelWhenGracefulShutdown { [self] in
            do {
                try await responder.answerPending(
                    saidBefore: start, where: \.isDiscord, clock: clock, completing: { await showingAgain($0) },
                    deliver: { turn, answer in try await deliver(turn, answer) })
            } catch is CancellationError {
                return
            } catch {
                logger.error("waiting turns were not answered", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Pictures are not kept: those of the last message are fetched once more.
    private func showingAgain(_ turn: Turn) async -> Turn {
        guard let channel = turn.place.discordChannel, let question = turn.sourceMessage.flatMap({ Snowflake($0) }),
            let message = await turns.chain.fetched(question, channel)
        else { return turn }
        do {
            return try await showing([message], in: turn)
        } catch {
            return turn  // which says that it had some
        }
    }

    private func deliver(
        _ turn: Turn, _ answer: ((AnswerPart) async throws -> Void) async throws -> Answer
    ) async throws {
        guard let channel = turn.place.discordChannel else { return }
        var manner = ReplyDraft.Manner()
        manner.streams = streams
        manner.mentions = MentionNames(
            turn.speaker.discordUser.map { [.init(id: $0, names: [turn.speaker.name])] } ?? [])
        manner.links = LinkPolicy(givenIn: [turn.text])
        let id = desk.begin(in: channel, question: turn.sourceMessage.flatMap { Snowflake($0) }, manner: manner)
        _ = try await write(id, answering: turn, answer)
    }
}
