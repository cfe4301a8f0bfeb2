import Foundation
import Testing

@testable import App

@Suite(.timeLimit(.minutes(1))) struct InterruptionTests {
    @Test func `Ctrl-C at the prompt ends the talk, though the line is never written`() async {
        let interruption = Interruption()
        let written = DispatchSemaphore(value: 0)
        let line = await interruption.nextLine {
            interruption.interrupt()
            written.wait()
            return "too late"
        }
        #expect(line == nil)
        written.signal()
    }

    @Test func `a line is a line, the end of input is the end`() async {
        let interruption = Interruption()
        #expect(await interruption.nextLine { "hello" } == "hello")
        #expect(await interruption.nextLine { nil } == nil)
        #expect(!interruption.isOver)
    }

    @Test func `the first Ctrl-C stops the answer, a second one ends the talk after what was said is kept`() async {
        let interruption = Interruption()
        let kept = Flag()
        await #expect(throws: CancellationError.self) {
            try await interruption.stopping {
                interruption.interrupt()
                #expect(Task.isCancelled)
                interruption.interrupt()
                kept.raise()
                try Task.checkCancellation()
            }
        }
        #expect(kept.isRaised)
        #expect(interruption.isOver)
    }
}
