import Foundation
import Inference
import Logging
import ServiceLifecycle
import Storage
import Testing

@testable import Companion

/// What is answered after a restart.
@Suite struct LateAnswerTests {
    private let persona = "chief_chaotic"

    private func answerPending(_ companion: Companionship<ScriptedLanguageModel>, except unread: Set<String> = [])
        async throws
    {
        let today = companion.clock
        try await companion.responder.answerPending(
            saidBefore: today.now, where: { !unread.contains($0.id) }, clock: LeapingClock(today: today))
    }

    private func states(_ companion: Companionship<ScriptedLanguageModel>, _ place: String = "web:c/1") async throws
        -> [KeptTurn.State]
    {
        try await companion.conversations.history(of: place, limit: 5).map(\.state)
    }

    @Test func `a young turn is answered once, by the persona it was said to; an old one is marked`() async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text("Sorry I am late.")))
        let now = companion.clock.now
        _ = try await companion.before.begin(.said("old", in: "web:c/1", at: now - 3600), persona: persona)
        _ = try await companion.before.begin(.said("young", in: "web:c/2", at: now - 60), persona: persona)
        try await answerPending(companion)
        try await answerPending(companion)
        #expect(companion.model.prompts.count == 1)
        #expect(try await states(companion) == [.missed])
        let history = try await companion.conversations.history(of: "web:c/2", limit: 5)
        #expect(history.map(\.text) == ["young", "Sorry I am late."])
        #expect(history.last?.persona == persona)
    }

    @Test func `a late answer is brought to where it is read`() async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text("Sorry I am late.")))
        try await companion.responder.postpone(.said("hi", at: companion.clock.now - 60))
        var told: [String] = []
        try await companion.responder.answerPending(
            saidBefore: companion.clock.now,
            deliver: { turn, answer in
                told.append(turn.text)
                let answer = try await answer { part in if case .text(let text) = part { told.append(text) } }
                told.append(answer.text)
            })
        #expect(told == ["hi", "Sorry I am late.", "Sorry I am late."])
        #expect(try await states(companion) == [.complete, .complete])
    }

    @Test func `what is being answered now is not answered late as well`() async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text("Twice.")))
        let turn = try await companion.conversations.begin(
            .said("hi", at: companion.clock.now - 60), persona: persona)
        try await answerPending(companion)
        #expect(companion.model.prompts.isEmpty)
        try await companion.conversations.release(turn)
        try await answerPending(companion)
        #expect(companion.model.prompts.count == 1)
    }

    @Test func `a turn said since the start is left to those who answer it now`() async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text("Twice.")))
        _ = try await companion.before.begin(.said("hi", at: companion.clock.now), persona: persona)
        try await answerPending(companion)
        #expect(companion.model.prompts.isEmpty)
        #expect(try await states(companion) == [.pending])
    }

    @Test func `where nobody reads a late answer none is given`() async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text("Unheard.")))
        let now = companion.clock.now
        _ = try await companion.before.begin(.said("1", in: "terminal", at: now - 3600), persona: persona)
        _ = try await companion.before.begin(.said("2", in: "terminal", at: now - 60), persona: persona)
        try await answerPending(companion, except: ["terminal"])
        #expect(companion.model.prompts.isEmpty)
        #expect(try await states(companion, "terminal") == [.missed, .pending])
    }

    @Test func `a model that is not there yet is asked again`() async throws {
        let companion = try await Companionship(
            ScriptedLanguageModel(
                .failure(.unreachable(provider: "p", reason: "refused")), .failure(.loading(provider: "p")),
                .text("Here I am.")))
        let start = companion.clock.now
        _ = try await companion.before.begin(.said("hi", at: start - 60), persona: persona)
        try await answerPending(companion)
        #expect(try await states(companion) == [.complete, .complete])
        #expect(companion.clock.now.timeIntervalSince(start) == 30, "10 s, then 20 s")
    }

    @Test func `a model that never comes is asked until the patience is over`() async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.failure(.loading(provider: "p"))))
        _ = try await companion.before.begin(.said("hi", at: companion.clock.now - 60), persona: persona)
        try await answerPending(companion)
        #expect((8...20).contains(companion.model.prompts.count))
        #expect(try await states(companion) == [.missed])
    }

    @Test func `a refusal is final, and keeps nobody else from being answered`() async throws {
        let companion = try await Companionship(
            ScriptedLanguageModel(.failure(.refused(provider: "p", status: 400, reason: "long")), .text("Yes.")))
        let now = companion.clock.now
        _ = try await companion.before.begin(.said("1", in: "web:c/1", at: now - 60), persona: persona)
        _ = try await companion.before.begin(.said("2", in: "web:c/2", at: now - 50), persona: persona)
        try await answerPending(companion)
        #expect(try await states(companion) == [.missed])
        #expect(try await states(companion, "web:c/2") == [.complete, .complete])
    }

    @Test func `a turn that was being answered when the program came down is not tried again`() async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text("Boom.")))
        let turn = try await companion.before.begin(.said("hi", at: companion.clock.now - 60), persona: persona)
        #expect(try await companion.conversations.claim(turn))
        try await answerPending(companion)
        #expect(companion.model.prompts.isEmpty)
        #expect(try await states(companion) == [.missed])
    }

    @Test func `the model is told of a picture that is gone, unless somebody brought it again`() async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text("Lovely.")))
        var turn = Turn.said("what is this?", at: companion.clock.now - 60)
        turn.images = [Prompt.Image(mediaType: "image/png", bytes: [1])]
        let picture = turn.images
        _ = try await companion.before.begin(turn, persona: persona)
        try await answerPending(companion)
        let told = "what is this?\n[A picture that belongs here can no longer be seen.]"
        #expect(companion.model.prompts.last?.messages.last?.text.hasSuffix(told) == true)

        (turn.text, turn.place) = ("again", Place(id: "web:c/2", kind: .direct))
        _ = try await companion.before.begin(turn, persona: persona)
        try await companion.responder.answerPending(
            saidBefore: companion.clock.now,
            completing: { turn in
                var turn = turn
                turn.images = picture
                return turn
            })
        #expect(companion.model.prompts.last?.messages.last?.images == picture)
        #expect(companion.model.prompts.last?.messages.last?.text.hasSuffix("again") == true)
    }

    @Test func `all are answered, however many wait`() async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text("Yes.")))
        for number in 0..<230 {
            let turn = Turn.said("hi", in: "web:c/\(number)", at: companion.clock.now - 60)
            _ = try await companion.before.begin(turn, persona: persona)
        }
        try await answerPending(companion)
        #expect(companion.model.prompts.count == 230)
        #expect(try await companion.conversations.pending().isEmpty)
    }

    @Test(arguments: [false, true])
    func `a stop before the first word leaves the turn to the next start`(isLate: Bool) async throws {
        let (asked, model) = AsyncStream.makeStream(of: Void.self)
        let (nothing, end) = AsyncStream.makeStream(of: Void.self)
        defer { end.finish() }
        let companion = try await Companionship(
            ScriptedLanguageModel { _ in
                model.yield()
                for await _ in nothing {}
                throw CancellationError()
            })
        let turn = Turn.said("hi", at: companion.clock.now - 60)
        if isLate { _ = try await companion.before.begin(turn, persona: persona) }
        let service = Answering {
            if isLate { try await answerPending(companion) } else { _ = try await companion.ask(turn) }
        }
        let group = ServiceGroup(services: [service], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await _ in asked { break }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        let waiting = try #require(try await companion.conversations.pending().first)
        #expect(try await companion.conversations.claim(waiting.kept))
    }
}

/// Stopped while it answers.
private struct Answering: Service {
    let work: @Sendable () async throws -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            _ = await #expect(throws: CancellationError.self) { try await work() }
        }
    }
}

extension Companionship {
    /// What an earlier start kept into.
    fileprivate var before: ConversationStore { ConversationStore(database: database) }
}

/// All waiting is over at once, and the day that much later.
private struct LeapingClock: Clock {
    let today: Today
    let now = ContinuousClock().now
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        today.advance((deadline - now) / .seconds(1))
    }
}
