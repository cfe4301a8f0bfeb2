import Companion
import DiscordModel
import Inference

/// `/budget` tells what the caller and this channel have used today and what is left; whoever runs the bot also sees
/// all of it, and sets the limits.
struct BudgetCommand: SlashCommand {
    let name = "budget"
    let summary = "Tells what was used today and what is left."
    let topic = CommandTopic.system
    let localizations = Localizations.german("Sagt, was heute verbraucht wurde und was übrig ist.")
    let cooldown: Duration? = .seconds(3)

    private let limit = Option<String>(
        "limit", "Whose limit to set; for whoever runs me.", isRequired: false,
        choices: House.Purse.allCases.map { CommandChoice($0.label, $0.rawValue, german: $0.german) },
        localizations: .german("Wessen Grenze gesetzt wird; für den, der mich betreibt."))
    private let tokens = Option<Int>(
        "tokens", "Tokens a day; 0 is no limit.", isRequired: false, in: 0...1_000_000_000,
        localizations: .german("Tokens am Tag; 0 heißt ohne Grenze."))
    var options: [any CommandParameter] { [limit, tokens] }

    private let house: House

    init(house: House) { self.house = house }

    func run(_ call: CommandCall) async throws -> CommandReply {
        let purse = try call[ifGiven: limit].flatMap(House.Purse.init)
        let tokens = try call[ifGiven: tokens]
        guard purse != nil || tokens != nil else { return .onlyToYou(try await shown(to: call)) }
        guard call.isOwner else { throw Mistake("Only whoever runs me may set limits.") }
        guard let purse, let tokens else { throw Mistake("Say both: whose limit, and how many tokens.") }
        try await house.setLimit(purse, tokens, Speaker.discordID(call.caller.id))
        return .onlyToYou("Saved: \(purse.label) may use \(tokens == 0 ? "any number of" : "\(tokens)") tokens a day.")
    }

    private func shown(to call: CommandCall) async throws -> String {
        let limits = house.limits()
        var lines = [
            try await line("You", .speaker(Speaker.discordID(call.caller.id)), limits.speaker),
            try await line("This channel", .place(Place.discord(call.channel, .text).id), limits.place),
        ]
        if call.isOwner { lines.append(try await line("Everybody", .everyone, limits.everyone)) }
        return "Used today:\n" + lines.joined(separator: "\n")
    }

    private func line(_ who: String, _ scope: SpendScope, _ cap: BudgetLimits.Cap) async throws -> String {
        let spent = try await house.spent(scope)
        var text = "- \(who): \(spent.tokens) tokens"
        if spent.microdollars > 0 { text += ", \(spent.microdollars.inDollars)" }
        let left = [
            cap.tokens.map { "\(max(0, $0 - spent.tokens)) of \($0) tokens left" },
            cap.microdollars.map { "\(max(0, $0 - spent.microdollars).inDollars) of \($0.inDollars) left" },
        ].compactMap(\.self)
        return text + (left.isEmpty ? "; no limit" : "; " + left.joined(separator: ", "))
    }
}

extension House.Purse {
    fileprivate var german: String {
        switch self {
        case .person: "jede Person"
        case .channel: "jeder Kanal"
        case .everybody: "alle zusammen"
        }
    }

    fileprivate var label: String {
        switch self {
        case .person: "each person"
        case .channel: "each channel"
        case .everybody: "everybody together"
        }
    }
}

extension Int {
    /// Millionths of a dollar in dollars: `$0.0042`.
    fileprivate var inDollars: String {
        let digits = String(self % 1_000_000 + 1_000_000).dropFirst().prefix(4)
        return "$\(self / 1_000_000).\(digits)"
    }
}
