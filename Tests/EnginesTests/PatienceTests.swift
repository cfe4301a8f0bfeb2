import NIOCore
import Testing

@testable import Engines

@Suite struct PatienceTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private var patience: Patience { Patience(AnswerLimits(), start: start) }

    private func after(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }

    @Test func `the first token is waited for 30 seconds`() {
        #expect(patience.verdict(at: after(29)) == .lookAgain(at: after(30)))
        #expect(patience.verdict(at: after(30)) == .giveUp(wait: "first token"))
    }

    @Test func `each further token is waited for 20 seconds`() {
        var patience = patience
        patience.heardBytes(at: after(25))
        #expect(patience.verdict(at: after(30)) == .lookAgain(at: after(45)))
        patience.heardBytes(at: after(44))
        #expect(patience.verdict(at: after(63)) == .lookAgain(at: after(64)))
        #expect(patience.verdict(at: after(64)) == .giveUp(wait: "next token"))
    }

    @Test func `being told to wait is no first token`() {
        var patience = patience
        patience.heardBytes(at: after(29), isKeepAlive: true)
        #expect(patience.verdict(at: after(30)) == .giveUp(wait: "first token"))
    }

    @Test func `but being told to wait between two tokens is patience enough`() {
        var patience = patience
        patience.heardBytes(at: after(1))
        patience.heardBytes(at: after(20), isKeepAlive: true)
        #expect(patience.verdict(at: after(30)) == .lookAgain(at: after(40)))
    }

    @Test func `the whole reply has 180 seconds, however lively it is`() {
        var patience = patience
        patience.heardBytes(at: after(179))
        #expect(patience.verdict(at: after(179)) == .lookAgain(at: after(180)))
        #expect(patience.verdict(at: after(180)) == .giveUp(wait: "whole reply"))
    }

    @Test func `a slow reader is not the provider's silence`() {
        var patience = patience
        patience.heardBytes(at: after(1))
        patience.pause()
        #expect(patience.verdict(at: after(100)) == .lookAgain(at: after(120)))
        patience.resume(at: after(110))
        #expect(patience.verdict(at: after(129)) == .lookAgain(at: after(130)))
        #expect(patience.verdict(at: after(130)) == .giveUp(wait: "next token"))
    }

    @Test func `a first token that came early does not hide a silence until the first look`() {
        var limits = AnswerLimits()
        limits.nextToken = .seconds(2)
        #expect(Patience(limits, start: start).verdict(at: start) == .lookAgain(at: after(2)))
    }
}
