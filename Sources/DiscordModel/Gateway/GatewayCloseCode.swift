/// Why the gateway closed a connection.
///
/// <https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>
package struct GatewayCloseCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let normal = Self(rawValue: 1000)
    package static let goingAway = Self(rawValue: 1001)
    package static let noStatus = Self(rawValue: 1005)
    package static let abnormal = Self(rawValue: 1006)
    package static let unknownError = Self(rawValue: 4000)
    package static let unknownOpcode = Self(rawValue: 4001)
    package static let decodeError = Self(rawValue: 4002)
    package static let notAuthenticated = Self(rawValue: 4003)
    package static let authenticationFailed = Self(rawValue: 4004)
    package static let alreadyAuthenticated = Self(rawValue: 4005)
    package static let invalidSequence = Self(rawValue: 4007)
    package static let rateLimited = Self(rawValue: 4008)
    package static let sessionTimedOut = Self(rawValue: 4009)
    package static let invalidShard = Self(rawValue: 4010)
    package static let shardingRequired = Self(rawValue: 4011)
    package static let invalidVersion = Self(rawValue: 4012)
    package static let invalidIntents = Self(rawValue: 4013)
    package static let disallowedIntents = Self(rawValue: 4014)

    /// What we close with when we mean to come back: 1000 and 1001 would end the session.
    package static let comingBack = unknownError

    /// What to do after it.
    package enum Remedy: Equatable, Sendable {
        /// The session may still be there. Also after codes that Discord invents later.
        case resume
        /// The session is gone.
        case identify
        /// Nothing that this program can do by itself will help: the sentence is for the operator.
        case stop(String)
    }

    /// - Parameter intents: what the session had asked for, to be named where that was the fault.
    package func remedy(asking intents: Intents) -> Remedy {
        switch self {
        case .invalidSequence, .sessionTimedOut: .identify
        case .authenticationFailed:
            .stop("Discord does not know this bot token. Copy it again from the developer portal: \(Self.portal)")
        case .invalidShard: .stop("Discord refuses this shard. SHARDS names one that cannot be.")
        case .shardingRequired: .stop("This bot is in too many servers for so few shards. Set SHARDS=auto.")
        case .invalidVersion: .stop("Discord no longer speaks this version of its gateway. Acore must be updated.")
        case .invalidIntents: .stop("Discord does not know the intents that were asked for (\(intents.rawValue)).")
        case .disallowedIntents: .stop(Self.refusal(of: intents))
        default: .resume
        }
    }

    private static let portal = "https://discord.com/developers/applications"

    private static func refusal(of intents: Intents) -> String {
        let switches = intents.switches.isEmpty ? "the privileged intents" : intents.switches.joined(separator: ", ")
        return "Discord does not let this bot have what it asked for. Switch on under Bot, Privileged Gateway Intents: "
            + "\(switches). \(portal)"
    }
}
