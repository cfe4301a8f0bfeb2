import AsyncHTTPClient
import Inference
import Metrics
import NIOCore
import NIOHTTP1
import Synchronization

/// One request and the answer that flows back, piece by piece, as fast as it is pulled.
///
/// The client's delegate feeds a pulled sequence: a full sequence holds back the future that
/// the client waits for before it reads on. Whoever drops or cancels the sequence ends the
/// request, which closes the connection.
final class Exchange: Sendable {
    enum Piece: Sendable {
        case head(status: Int, headers: HTTPHeaders)
        case bytes([UInt8])
    }

    typealias Pieces = NIOThrowingAsyncSequenceProducer<
        Piece, any Error, NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark, Exchange
    >

    private enum Phase { case open, leaving, ended }

    private struct State {
        var phase = Phase.open
        var patience: Patience
        var source: Pieces.Source?
        var task: HTTPClient.Task<Void>?
        var watchdog: Scheduled<Void>?
        /// Held back while the sequence is full.
        var hold: EventLoopPromise<Void>?
        /// More was asked for since the last piece was handed over.
        var isWanted = false
        var hasAnswered = false
        var received = 0
    }

    private let provider: String
    private let limits: AnswerLimits
    private let state: Mutex<State>

    private init(provider: String, limits: AnswerLimits) {
        self.provider = provider
        self.limits = limits
        state = Mutex(State(patience: Patience(limits, start: .now())))
    }

    /// Sends the request. At most eight pieces wait to be pulled; then the connection is not read.
    static func begin(
        _ request: HTTPClient.Request, provider: String, limits: AnswerLimits, client: HTTPClient
    ) -> (Exchange, Pieces) {
        let exchange = Exchange(provider: provider, limits: limits)
        let made = Pieces.makeSequence(
            backPressureStrategy: .init(lowWatermark: 2, highWatermark: 8), finishOnDeinit: true, delegate: exchange)
        exchange.state.withLock { $0.source = made.source }
        let task = client.execute(request: request, delegate: exchange)
        exchange.state.withLock { $0.task = task }
        exchange.watch(on: task.eventLoop)
        task.futureResult.whenComplete { exchange.end($0) }
        return (exchange, made.sequence)
    }

    /// The reader has all it wants. A second is left for the body's end, so that the connection can be used again.
    func leave() {
        let (task, watchdog, hold) = state.withLock {
            state -> (HTTPClient.Task<Void>?, Scheduled<Void>?, EventLoopPromise<Void>?) in
            guard state.phase == .open else { return (nil, nil, nil) }
            state.phase = .leaving
            defer { state.hold = nil }
            return (state.task, state.watchdog, state.hold)
        }
        guard let task else { return }
        watchdog?.cancel()
        keep(task.eventLoop.scheduleTask(in: .seconds(1)) { task.cancel() })
        hold?.succeed()
    }

    private func watch(on loop: any EventLoop) {
        switch state.withLock({ $0.patience.verdict(at: .now()) }) {
        case .lookAgain(let date):
            keep(loop.scheduleTask(deadline: date) { self.watch(on: loop) })
        case .giveUp(let wait):
            let task = state.withLock { $0.task }
            task?.fail(reason: InferenceError.timedOut(provider: provider, wait: wait))
        }
    }

    /// Remembers a timer, so that the end can call it off.
    private func keep(_ timer: Scheduled<Void>) {
        let isLate = state.withLock { state in
            state.watchdog = timer
            return state.phase == .ended
        }
        if isLate { timer.cancel() }
    }

    private func end(_ result: Result<Void, any Error>) {
        let last = state.withLock { state in
            defer {
                state.phase = .ended
                state.source = nil
                state.hold = nil
                state.watchdog = nil
            }
            return state
        }
        last.watchdog?.cancel()
        last.hold?.succeed()
        Counter(label: "acore_engine_received_bytes_total", dimensions: [("provider", provider)])
            .increment(by: last.received)
        switch result {
        case .success: last.source?.finish()
        case .failure(let error):
            last.source?.finish(
                InferenceError(transport: error, provider: provider, hasAnswered: last.hasAnswered))
        }
    }
}

extension Exchange: HTTPClientResponseDelegate {
    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        state.withLock { $0.hasAnswered = true }
        return pass(.head(status: Int(head.status.code), headers: head.headers), on: task.eventLoop)
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        let (phase, received) = state.withLock { state in
            state.received &+= buffer.readableBytes
            // A comment line of server-sent events.
            let isKeepAlive = buffer.readableBytesView.first == UInt8(ascii: ":")
            state.patience.heardBytes(at: .now(), isKeepAlive: isKeepAlive)
            return (state.phase, state.received)
        }
        guard received <= limits.bytes else {
            // The sequence is told by `end`, when the client has given up for this reason.
            return task.eventLoop.makeFailedFuture(InferenceError.tooLarge(provider: provider, limit: limits.bytes))
        }
        guard phase == .open else { return task.eventLoop.makeSucceededVoidFuture() }
        return pass(.bytes(Array(buffer.readableBytesView)), on: task.eventLoop)
    }

    func didFinishRequest(task: HTTPClient.Task<Void>) {}

    /// Hands a piece over; what comes back is fulfilled when the next one may come.
    private func pass(_ piece: Piece, on loop: any EventLoop) -> EventLoopFuture<Void> {
        let source = state.withLock { state in
            state.isWanted = false
            return state.source
        }
        guard source?.yield(piece) == .stopProducing else { return loop.makeSucceededVoidFuture() }
        return state.withLock { state in
            if state.isWanted || state.phase != .open { return loop.makeSucceededVoidFuture() }
            let hold = loop.makePromise(of: Void.self)
            state.hold = hold
            state.patience.pause()
            return hold.futureResult
        }
    }
}

extension Exchange: NIOAsyncSequenceProducerDelegate {
    func produceMore() {
        let hold = state.withLock { state in
            state.isWanted = true
            if state.hold != nil { state.patience.resume(at: .now()) }
            defer { state.hold = nil }
            return state.hold
        }
        hold?.succeed()
    }

    /// Nobody reads any more: unless it is only left to end, the request is over.
    func didTerminate() {
        let task = state.withLock { $0.phase == .open ? $0.task : nil }
        task?.cancel()
    }
}
