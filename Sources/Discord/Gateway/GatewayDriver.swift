import DiscordModel
import Logging
import NIOCore
import Telemetry

/// Does what one shard's machine says: sockets, timers, inflating, reading of events. Lives on one event loop, so
/// that heartbeats are late for nobody's sake.
final class GatewayDriver {
    /// What it cannot do on an event loop.
    enum Request: Sendable {
        case identify(generation: Int)
        /// The last one.
        case stop(GatewayError)
    }

    private let loop: any EventLoop
    private let settings: GatewaySettings
    private let identity: GatewayIdentity
    private let output: GatewayEvents
    private let members: MemberRequests
    private let ask: (Request) -> Void
    private let logger: Logger
    private let metrics: GatewayMetrics
    /// What the reader is for, and answers to what we asked.
    private let wanted: Set<String>

    private var machine: GatewayStateMachine
    /// As it was after the last event.
    private var pulse: GatewayStateMachine.Pulse
    private var connection: WebSocketConnection?
    private var inflater: (any Inflater)?
    private var timer: (deadline: Duration, callOff: CallingOff)?
    private var events: [GatewayEvent] = []
    private var weight = 0
    /// The bot's account, as soon as Discord has told it.
    private var own: Snowflake?
    private var isReading = true
    private var complained: Duration?
    /// What the next report is about, in the words of who met it.
    private var cause: (any Error)?
    /// After a time without reading: what came meanwhile is read before the connection is judged.
    private var listensFrom = Duration.zero
    private static let readingTime = Duration.seconds(2)
    /// Bytes that are handed on together: what a single read brings may be a whole town of servers.
    private static let batchLimit = 256 << 10

    init(
        _ settings: GatewaySettings, identity: GatewayIdentity, machine: GatewayStateMachine, output: GatewayEvents,
        members: MemberRequests, on loop: any EventLoop, logger: Logger, metrics: GatewayMetrics,
        ask: @escaping (Request) -> Void
    ) {
        self.settings = settings
        self.identity = identity
        self.machine = machine
        var machine = machine
        pulse = machine.pulse()
        self.output = output
        self.members = members
        self.loop = loop
        self.logger = logger
        self.metrics = metrics
        self.ask = ask
        wanted = settings.wanted.union(["GUILD_MEMBERS_CHUNK"])
    }

    var isLive: Bool { machine.isLive }
    var latency: Duration? { machine.latency }

    func handle(_ event: GatewayStateMachine.Event) {
        perform(machine.handle(event, at: now))
        setTimer()
    }

    func send(_ command: GatewayCommand) throws(GatewayCommandFault) {
        perform(try machine.send(command, at: now))
        setTimer()
    }

    // MARK: Actions

    private func perform(_ actions: [GatewayStateMachine.Action], document: [UInt8] = []) {
        for action in actions {
            switch action {
            case .connect(let address, let generation): connect(to: address, generation)
            case .drop(let code, _):
                connection.take()?.drop(code.rawValue)
                metrics.isLive(false)
            case .send(let payload):
                metrics.sent(payload)
                connection?.send(payload.bytes(as: identity, token: settings.token.exposed))
            case .askToIdentify(let generation): ask(.identify(generation: generation))
            case .emit(let frame): emit(frame, of: document)
            case .report(let trouble): report(trouble)
            case .stop(let sentence):
                connection = nil
                ask(.stop(machine.refusal == .shardingRequired ? .tooFewShards(sentence) : .refused(sentence)))
            }
        }
    }

    private func connect(to address: GatewayAddress, _ generation: Int) {
        do throws(CompressionFault) {
            inflater = try settings.compression.inflater()
        } catch {
            cause = error
            return handle(.connectFailed(generation))
        }
        connection = nil
        isReading = true
        let own = NIOLoopBound(self, eventLoop: loop)
        WebSocketConnection.open(
            to: address, target: address.target(compression: settings.compression), tls: settings.tls, on: loop
        ) { own.value.arrived($0, on: generation) }
    }

    private func report(_ trouble: GatewayTrouble) {
        metrics.met(trouble)
        metrics.isLive(machine.isLive)
        var metadata: Logger.Metadata = ["fault": "\(trouble.kind)", "connection": "\(machine.generation)"]
        if let detail = trouble.detail { metadata["detail"] = "\(detail)" }
        if let cause = cause.take() { metadata["error"] = "\(cause)" }
        // These come in their thousands after a resume, or in the usual course of a day.
        let level: Logger.Level =
            switch trouble {
            case .repeatedEvent, .unknownOpcode, .reconnectAsked: .debug
            default: .warning
            }
        logger.log(level: level, "gateway", metadata: metadata)
    }

    // MARK: Arrivals

    private func arrived(_ arrival: WebSocketConnection.Arrival, on generation: Int) {
        // What an earlier connection has to say is no news. One that opens late is closed.
        guard generation == machine.generation else {
            if case .opened(let late) = arrival { late.drop(GatewayCloseCode.comingBack.rawValue) }
            return
        }
        switch arrival {
        case .opened(let connection):
            self.connection = connection
            handle(.connected(generation))
        case .message(let message): received(message, generation)
        case .pause: flush()
        case .closed(let code):
            connection = nil
            flush()
            handle(.closed(code.map { GatewayCloseCode(rawValue: $0) }, generation))
        case .failed(let error):
            cause = error
            handle(.connectFailed(generation))
        }
    }

    private func received(_ message: ByteBuffer, _ generation: Int) {
        do throws(CompressionFault) {
            guard let document = try opened(message) else { return }
            let former = pulse
            let actions = machine.handle(.received(document, generation), at: now)
            weight += document.count
            perform(actions, document: document)
            setTimer()
            if let latency = pulse.latency, latency != former.latency { metrics.answered(after: latency) }
            if pulse.isLive != former.isLive { welcome() }
        } catch {
            cause = error
            handle(.garbled(generation))
        }
    }

    private func opened(_ message: ByteBuffer) throws(CompressionFault) -> [UInt8]? {
        guard let inflater else { return Array(message.readableBytesView) }
        let result = message.withUnsafeReadableBytes { bytes in
            Result { () throws(CompressionFault) in try inflater.inflate(bytes) }
        }
        return try result.get()
    }

    private func welcome() {
        metrics.isLive(machine.isLive)
        guard machine.isLive else { return }
        logger.info("on the gateway", metadata: ["connection": "\(machine.generation)"])
    }

    private func emit(_ frame: GatewayFrame, of document: [UInt8]) {
        guard let name = frame.name else { return }
        metrics.received(name)
        guard wanted.contains(name), let data = frame.data else { return }
        do throws(JSONFault) {
            var json = JSONReader(document.span.bytes.extracting(data))
            let event = try GatewayEvent(name, from: &json, wanted: wanted, own: own)
            switch event {
            case .ready(let ready): own = ready.user.id
            case .membersChunk(let chunk): if members.take(chunk) { return }
            default: break
            }
            if settings.wanted.contains(name) { events.append(event) }
            if weight > Self.batchLimit { flush() }
        } catch {
            metrics.unreadable()
            logger.warning("unreadable event", metadata: ["event": "\(name)", "error": "\(error)"])
        }
    }

    // MARK: Handing on

    /// What one read brought, in one go. When nobody takes it, reading pauses.
    private func flush() {
        guard weight > 0 else { return }
        let batch = GatewayBatch(
            shard: identity.shard, events: events, weight: weight, progress: machine.session)
        events = []
        weight = 0
        let own = NIOLoopBound(self, eventLoop: loop)
        let loop = loop
        let hasRoom = output.append(batch) { loop.execute { own.value.readOn() } }
        metrics.waiting(output.waiting)
        guard !hasRoom, isReading else { return }
        isReading = false
        connection?.setReading(false)
        complain()
    }

    /// It goes on and off many times in a second.
    private func complain() {
        guard complained.map({ now - $0 > .seconds(60) }) ?? true else { return }
        complained = now
        logger.warning("events are not dealt with as fast as they come", metadata: ["waiting": "\(output.waiting)"])
    }

    private func readOn() {
        guard !isReading else { return }
        isReading = true
        listensFrom = now + Self.readingTime
        connection?.setReading(true)
    }

    // MARK: Time

    private var now: Duration { settings.time.now(on: loop) }

    private func setTimer() {
        pulse = machine.pulse()
        let deadline = pulse.deadline
        guard deadline != timer?.deadline else { return }
        timer?.callOff()
        timer = nil
        guard let deadline else { return }
        let own = NIOLoopBound(self, eventLoop: loop)
        let wait = max(.zero, deadline - now)
        timer = (deadline, settings.time.after(wait, on: loop) { own.value.timePassed() })
    }

    private func timePassed() {
        timer = nil
        handle(.timePassed(isListening: isReading && now >= listensFrom))
    }
}
