/// What went wrong on a connection and is dealt with: one line in the log, one count in the metrics.
package enum GatewayTrouble: Hashable, Sendable {
    case connectFailed
    /// Nil where there was no close frame.
    case closed(GatewayCloseCode?)
    case reconnectAsked
    case invalidSession(mayResume: Bool)
    case noHello
    case noHeartbeatACK
    case noAnswerToResume
    /// The compressed stream cannot be read on.
    case garbledStream
    /// One message that is no payload, or an event before we have said who we are; the connection goes on.
    case unreadablePayload
    case unknownOpcode(Int)
    case strangeInterval
    /// An event that came before.
    case repeatedEvent(Int)
    case absurdSequence(Int)
    case strangeResumeURL
    case resumeGivenUp

    /// One of few words, for a metric.
    package var kind: String {
        switch self {
        case .connectFailed: "connect_failed"
        case .closed: "closed"
        case .reconnectAsked: "reconnect_asked"
        case .invalidSession: "invalid_session"
        case .noHello: "no_hello"
        case .noHeartbeatACK: "no_heartbeat_ack"
        case .noAnswerToResume: "no_answer_to_resume"
        case .garbledStream: "garbled_stream"
        case .unreadablePayload: "unreadable_payload"
        case .unknownOpcode: "unknown_opcode"
        case .strangeInterval: "strange_interval"
        case .repeatedEvent: "repeated_event"
        case .absurdSequence: "absurd_sequence"
        case .strangeResumeURL: "strange_resume_url"
        case .resumeGivenUp: "resume_given_up"
        }
    }

    /// For the log's line: a number, nothing that was written by anybody.
    package var detail: Int? {
        switch self {
        case .closed(let code): code.map { Int($0.rawValue) }
        case .unknownOpcode(let number), .repeatedEvent(let number), .absurdSequence(let number): number
        case .invalidSession(let mayResume): mayResume ? 1 : 0
        default: nil
        }
    }
}
