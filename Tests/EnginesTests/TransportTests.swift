import AsyncHTTPClient
import Foundation
import Inference
import NIOCore
import NIOHTTP1
import Testing

@testable import Engines

@Suite struct TransportTests {
    private func before(_ error: any Error) -> InferenceError {
        InferenceError(transport: error, provider: "p", hasAnswered: false)
    }

    private func after(_ error: any Error) -> InferenceError {
        InferenceError(transport: error, provider: "p", hasAnswered: true)
    }

    @Test func `before the answer a broken connection means that nobody is there`() {
        let reasons: [(any Error, String)] = [
            (HTTPClientError.connectTimeout, "does not answer"),
            (HTTPClientError.remoteConnectionClosed, "closed the connection without an answer"),
            (HTTPClientError.cancelled, "we are stopping"),
            (HTTPClientError.tlsHandshakeTimeout, "the connection failed (TLS handshake timeout)"),
            (ChannelError.connectTimeout(.seconds(1)), "does not answer"),
            (IOError(errnoCode: ECONNREFUSED, reason: ""), "refused the connection"),
            (IOError(errnoCode: ECONNRESET, reason: ""), "closed the connection without an answer"),
            (IOError(errnoCode: ENETUNREACH, reason: ""), "there is no way to its network"),
            (IOError(errnoCode: EMFILE, reason: ""), "the connection failed (Too many open files)"),
            (CancellationError(), "the connection failed (CancellationError)"),
        ]
        for (error, reason) in reasons { #expect(before(error) == .unreachable(provider: "p", reason: reason)) }
    }

    @Test func `after it, the answer was cut off`() {
        for error: any Error in [
            HTTPClientError.remoteConnectionClosed, IOError(errnoCode: ECONNRESET, reason: ""),
            HTTPParserError.invalidEOFState,
        ] { #expect(after(error) == .cutOff(provider: "p")) }
        #expect(
            after(HTTPParserError.invalidChunkSize)
                == .garbled(provider: "p", reason: "sent something that is not HTTP"))
    }

    @Test func `the client's own limits are waits too, and our errors stay what they are`() {
        #expect(before(HTTPClientError.deadlineExceeded) == .timedOut(provider: "p", wait: "first token"))
        #expect(after(HTTPClientError.readTimeout) == .timedOut(provider: "p", wait: "next token"))
        #expect(after(InferenceError.empty(provider: "q")) == .empty(provider: "q"))
    }

    @Test func `errors are half a sentence`() {
        let sentences: [(any Error, String)] = [
            (InferenceError.overloaded(provider: "p", retryAfter: nil), "has too many requests"),
            (InferenceError.loading(provider: "p"), "is still loading its model"),
            (InferenceError.timedOut(provider: "p", wait: "first token"), "does not answer in time"),
            (InferenceError.tooLarge(provider: "p", limit: 1), "sent too much"),
            (InferenceError.cutOff(provider: "p"), "broke off its answer"),
            (InferenceError.garbled(provider: "p", reason: "sent tea"), "sent tea"),
            (CancellationError(), "was not waited for"),
            (InferenceError.noModel(reason: "x"), "noModel(reason: \"x\")"),
        ]
        for (error, sentence) in sentences { #expect(FaultWords.sentence(for: error) == sentence) }
    }
}

@Suite struct TraitsMemoryTests {
    private let memory = TraitsMemory(guess: ModelTraits(contextTokens: 1))
    private let known = ModelTraits(contextTokens: 2)
    private let now = ContinuousClock.now

    @Test func `after a failure the guess serves for a minute, then it is asked again`() async {
        var asked = 0
        func ask() throws -> ModelTraits {
            asked += 1
            if asked == 1 { throw InferenceError.cutOff(provider: "p") }
            return known
        }
        #expect(await memory.traits(now: now, asking: ask).contextTokens == 1)
        #expect(await memory.traits(now: now + .seconds(59), asking: ask).contextTokens == 1)
        #expect(asked == 1)
        #expect(await memory.traits(now: now + .seconds(60), asking: ask) == known)
        #expect(await memory.traits(now: now + .seconds(61), asking: ask) == known)
        #expect(asked == 2)
    }

    @Test func `a cancelled question says nothing about the provider`() async {
        #expect(await memory.traits(now: now) { throw CancellationError() }.contextTokens == 1)
        #expect(await memory.traits(now: now) { known } == known)
    }
}
