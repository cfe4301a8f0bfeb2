/// What is done with what comes in.
extension GatewayStateMachine {
    /// One that cannot be read is passed over: its fault need not be the connection's. If it goes on like that, it is.
    mutating func receive(_ document: [UInt8], at now: Duration) -> [Action] {
        heartbeat?.heard()
        let frame: GatewayFrame
        do throws(JSONFault) {
            frame = try GatewayFrame(json: document)
        } catch {
            unreadable += 1
            return unreadable < Self.unreadableLimit
                ? [.report(.unreadablePayload)] : give(up: .garbledStream, at: now)
        }
        unreadable = 0
        switch GatewayOpcode(rawValue: frame.opcode) {
        case .dispatch: return dispatch(frame, of: document, at: now)
        case .heartbeat: return beatAtOnce(at: now)
        case .reconnect: return reconnect(at: now)
        case .invalidSession:
            let mayResume: Bool? = content(of: frame, in: document)
            return invalidSession(mayResume: mayResume ?? false, at: now)
        case .hello: return hello(content(of: frame, in: document), at: now)
        case .heartbeatACK:
            let isLive = isLive
            heartbeat?.acknowledged(at: now, isLive: isLive)
            return []
        default: return [.report(.unknownOpcode(frame.opcode))]
        }
    }

    /// Nil where it is not what it should be: every use has something to go on with.
    private func content<Value: JSONReadable>(of frame: GatewayFrame, in document: [UInt8]) -> Value? {
        try? frame.content(of: document)  // as said above
    }

    private mutating func dispatch(_ frame: GatewayFrame, of document: [UInt8], at now: Duration) -> [Action] {
        guard let name = frame.name, isIntroduced else { return [.report(.unreadablePayload)] }
        if let sequence = frame.sequence {
            switch window.take(sequence) {
            case .new: resumeTries = 0  // the session lives
            case .repeated: return [.report(.repeatedEvent(sequence))]
            case .absurd: return [.report(.absurdSequence(sequence))]
            }
        }
        switch (name, phase) {
        case ("READY", .identifying):
            let start: SessionStart? = content(of: frame, in: document)
            sessionPlace = start?.sessionID.map { ($0, start?.resumeURL) }
        case ("RESUMED", .resuming): resumeTries = 0
        default: return [.emit(frame)]
        }
        phase = .live(since: now)
        return [.emit(frame)] + sendCommands(at: now)
    }

    /// What comes earlier is not for us.
    private var isIntroduced: Bool {
        switch phase {
        case .identifying, .resuming, .live: true
        default: false
        }
    }

    /// Also a second time on one connection: it sets the heartbeat anew, but we have said already who we are.
    private mutating func hello(_ hello: Hello?, at now: Duration) -> [Action] {
        let (interval, isStrange) = interval(hello?.heartbeatInterval)
        heartbeat = Heartbeat(interval: interval, at: now, chance: chance())
        let report: [Action] = isStrange ? [.report(.strangeInterval)] : []
        guard case .awaitingHello = phase else { return report }
        return report + introduce(at: now)
    }

    /// What Discord usually says, where it said nothing that is a number.
    private func interval(_ milliseconds: Double?) -> (Duration, isStrange: Bool) {
        let day = 86_400_000.0
        let wished = Duration.milliseconds(min(max(milliseconds ?? 41_250, 0), day))
        let interval = min(max(wished, timing.heartbeat.lowerBound), timing.heartbeat.upperBound)
        return (interval, milliseconds == nil || interval != wished)
    }

    /// Asked for, as a rule; not when asked without end.
    private mutating func beatAtOnce(at now: Duration) -> [Action] {
        budget.allows(isUrgent: true, at: now) ? [send(.heartbeat(window.last), at: now)] : []
    }
}
