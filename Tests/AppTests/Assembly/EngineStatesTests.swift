import Inference
import Synchronization
import Testing

@testable import App

@Suite(.timeLimit(.minutes(1))) struct EngineStatesTests {
    @Test func `who comes while a provider is asked does not ask again`() async {
        let asked = Mutex(0)
        let (answers, answer) = AsyncStream.makeStream(of: Void.self)
        let (questions, question) = AsyncStream.makeStream(of: Void.self)
        let states = EngineStates([
            .remote("ollama") {
                asked.withLock { $0 += 1 }
                question.yield()
                for await _ in answers { break }
                return .ready
            }
        ])
        async let first = states.all()
        for await _ in questions { break }
        let second = await states.all()
        #expect(second.first?.state == .loading("is being asked"))
        answer.yield()
        #expect(await first.first?.state == .ready)
        #expect(await states.all().first?.state == .ready)
        #expect(asked.withLock { $0 } == 1)
    }

    @Test func `our own child is always known, and it is loading while it loads`() async {
        let state = Mutex(EngineState.loading("loads"))
        let states = EngineStates([.child("embedded") { state.withLock { $0 } }])
        #expect(states.isLoading)
        state.withLock { $0 = .ready }
        #expect(!states.isLoading)
        #expect(await states.all().first?.state == .ready)
    }
}
