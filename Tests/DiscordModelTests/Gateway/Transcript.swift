import Testing

@testable import DiscordModel

/// A gateway machine whose tests read like transcripts: what comes in, what goes out. Chance is always the middle,
/// unless a test says otherwise.
struct Transcript {
    static let base = "wss://gateway.discord.gg:443"
    static let other = "wss://resume.discord.gg:443"

    var machine: GatewayStateMachine
    private(set) var now = Duration.seconds(1_000)

    init(base: String = Transcript.base, resuming session: GatewaySession? = nil, chance: Double = 0.5) throws {
        machine = GatewayStateMachine(
            base: try #require(GatewayAddress(base)), intents: [.guilds, .messageContent], resuming: session,
            chance: { chance })
    }

    // MARK: In

    mutating func start() -> [String] { tell(.start) }
    mutating func connected() -> [String] { tell(.connected(machine.generation)) }
    mutating func connectFailed() -> [String] { tell(.connectFailed(machine.generation)) }
    mutating func garbled() -> [String] { tell(.garbled(machine.generation)) }
    mutating func mayIdentify() -> [String] { tell(.mayIdentify(machine.generation)) }
    mutating func stop() -> [String] { tell(.stop) }

    mutating func hears(_ document: String, of generation: Int? = nil) -> [String] {
        tell(.received(Array(document.utf8), generation ?? machine.generation))
    }

    mutating func closed(_ code: UInt16? = nil) -> [String] {
        tell(.closed(code.map { GatewayCloseCode(rawValue: $0) }, machine.generation))
    }

    mutating func passes(_ time: Duration, isListening: Bool = true) -> [String] {
        now += time
        return tell(.timePassed(isListening: isListening))
    }

    /// Waits for what is due next.
    mutating func waits(isListening: Bool = true) -> [String] {
        passes(max(.zero, (machine.deadline ?? now) - now), isListening: isListening)
    }

    mutating func tell(_ event: GatewayStateMachine.Event) -> [String] {
        machine.handle(event, at: now).map(Self.words)
    }

    mutating func sends(_ command: GatewayCommand) throws -> [String] {
        try machine.send(command, at: now).map(Self.words)
    }

    /// How long until something is due.
    var isDueIn: Duration? { machine.deadline.map { $0 - now } }

    // MARK: Chapters

    /// Connected, HELLO said, and READY: the session "abc" lives, its last event is 1.
    static func live(base: String = Transcript.base, chance: Double = 0.5) throws -> Transcript {
        var shard = try Transcript(base: base, chance: chance)
        _ = shard.start()
        shard.logsIn()
        return shard
    }

    /// From the moment it connects.
    mutating func logsIn(resumeURL: String = Transcript.other) {
        _ = connected()
        _ = hears(Self.hello)
        _ = mayIdentify()
        _ = hears(Self.ready(resumeURL: resumeURL))
    }

    /// From the moment it rests.
    mutating func comesBack() {
        _ = waits()
        _ = connected()
        _ = hears(Self.hello)
        _ = hears(Self.event("RESUMED", 2))
    }

    static let hello = #"{"op":10,"d":{"heartbeat_interval":40000}}"#
    static let acknowledgement = #"{"op":11,"d":null}"#

    static func ready(resumeURL: String = Transcript.other) -> String {
        #"{"op":0,"s":1,"t":"READY","d":{"v":10,"session_id":"abc","resume_gateway_url":"\#(resumeURL)"}}"#
    }

    static func event(_ name: String, _ sequence: Int) -> String {
        #"{"t":"\#(name)","s":\#(sequence),"op":0,"d":{}}"#
    }

    // MARK: Out

    private static func words(_ action: GatewayStateMachine.Action) -> String {
        switch action {
        case .connect(let address, let generation): "connect \(address) #\(generation)"
        case .drop(let code, let generation): "drop \(code.rawValue) #\(generation)"
        case .send(.heartbeat(let sequence)): "beat \(sequence.map { "\($0)" } ?? "null")"
        case .send(.identify): "identify"
        case .send(.resume(let session, let sequence)): "resume \(session) \(sequence)"
        case .send(.command(let bytes)): String(decoding: bytes, as: UTF8.self)
        case .askToIdentify(let generation): "may I? #\(generation)"
        case .emit(let frame): "emit \(frame.name ?? "?") \(frame.sequence.map { "\($0)" } ?? "?")"
        case .report(let trouble): "! \(trouble.kind)" + (trouble.detail.map { " \($0)" } ?? "")
        case .stop(let sentence): "stop: \(sentence)"
        }
    }
}
