import DiscordModel

/// Why Discord did not do what it was asked.
package enum DiscordError: Error, Equatable {
    /// Discord understood, and said no.
    case refused(Refusal)
    /// A limit would have to be waited out for longer than the caller wants; nil: nobody knows how long.
    case rateLimited(wait: Duration?)
    /// Cloudflare asked for silence, or we stopped ourselves before it does.
    case silenced(wait: Duration)
    /// The token is not valid, or not any more. Nothing is sent with it again.
    case tokenRefused
    /// More requests wait than is sensible; this one was not taken.
    case crowded
    /// Discord, or what stands before it, has a passing trouble; it was tried again where that does no harm.
    case failing(status: Int)
    case unreachable(reason: String)
    case timedOut(limit: Duration)
    /// The answer is not what Discord sends.
    case garbled(reason: String)
    case tooLarge(limit: Int)
    /// What was to be sent cannot be written as JSON, or the base URL is no address.
    case unsendable(reason: String)

    /// A refusal in Discord's words.
    package struct Refusal: Error, Equatable, Sendable {
        /// Method and template: `POST /channels/{channel.id}/messages`.
        package let route: String
        package let status: Int
        /// <https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>
        package let code: Int
        package let message: String
        /// Of an invalid form, what is wrong in which member; at most ten.
        package var faults: [String] = []
        /// Discord was not asked again: it said so within the last minutes.
        package var isRemembered = false
    }

    /// What the caller can do about it.
    package enum Remedy: Equatable, Sendable {
        /// It may work later, by itself.
        case later
        /// What it was about is gone: forget it.
        case forget
        /// It is not allowed here; ask for the permission, and try something smaller.
        case permission
        /// What was said is blocked by the server: tell whoever wanted it.
        case rephrase
        /// A reply needs the history: send it without a reference.
        case withoutReference
        /// The interaction is over or was answered: use an ordinary message.
        case otherWay
        /// A limit of the place is reached, such as its number of pins or webhooks.
        case makeRoom
        /// Nothing but mending the program or its settings helps.
        case mend
    }

    package var remedy: Remedy {
        switch self {
        case .rateLimited, .silenced, .crowded, .failing, .unreachable, .timedOut, .garbled: .later
        case .tokenRefused, .tooLarge, .unsendable: .mend
        case .refused(let refusal): refusal.remedy
        }
    }

    /// Discord's number, where it said one.
    package var code: Int? {
        if case .refused(let refusal) = self { refusal.code } else { nil }
    }
}

extension DiscordError.Refusal {
    fileprivate var remedy: DiscordError.Remedy {
        switch code {
        case 10003, 10004, 10007, 10008, 10013, 10014, 10015, 10063, 50027: .forget
        case 10062, 40060, 50007, 50083, 160005: .otherWay
        case 160002: .withoutReference
        case 200000, 200001, 240000, 90001: .rephrase
        case 20016, 20028, 20029, 40003, 110000, 130000: .later
        case 30003, 30007, 30010, 30013, 30015, 30032, 30034, 30046, 160006, 40005: .makeRoom
        case 50001, 50013: .permission
        default: status == 404 ? .forget : status == 403 ? .permission : .mend
        }
    }
}

extension DiscordError {
    init(_ refusal: RateLimiter.Refusal) {
        switch refusal {
        case .wait(let wait): self = .rateLimited(wait: wait)
        case .silence(let wait): self = .silenced(wait: wait)
        case .crowded: self = .crowded
        }
    }
}

extension DiscordError: CustomStringConvertible {
    /// For logs: numbers and Discord's own words, nothing of what people said.
    package var description: String {
        switch self {
        case .refused(let refusal):
            "\(refusal.route): \(refusal.status), code \(refusal.code), \(refusal.message)"
                + (refusal.faults.isEmpty ? "" : " (\(refusal.faults.joined(separator: "; ")))")
                + (refusal.isRemembered ? " (remembered)" : "")
        case .rateLimited(let wait): "rate limited" + (wait.map { " for \($0)" } ?? "")
        case .silenced(let wait): "nothing is sent for \(wait)"
        case .tokenRefused: "Discord does not accept the token"
        case .crowded: "too many requests wait"
        case .failing(let status): "Discord answers with \(status)"
        case .unreachable(let reason): "Discord cannot be reached: \(reason)"
        case .timedOut(let limit): "no whole answer within \(limit)"
        case .garbled(let reason): "not an answer of Discord's: \(reason)"
        case .tooLarge(let limit): "an answer of more than \(limit) bytes"
        case .unsendable(let reason): "cannot be sent: \(reason)"
        }
    }
}
