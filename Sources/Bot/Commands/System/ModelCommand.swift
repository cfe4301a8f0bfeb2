import Companion
import DiscordModel

/// `/model` tells which model answers; whoever runs the bot may choose among those that the settings know of.
struct ModelCommand: SlashCommand {
    let name = "model"
    let summary = "Tells which model I think with."
    let topic = CommandTopic.system
    let localizations = Localizations.german("Sagt, mit welchem Modell ich denke.")
    let cooldown: Duration? = .seconds(3)
    var options: [any CommandParameter] { [choose] }

    private let choose: Option<String>
    private let house: House

    init(house: House) {
        self.house = house
        choose = Option(
            "choose", "Which one to ask first; for whoever runs me.", isRequired: false, in: 1...100,
            localizations: .german("Welches zuerst gefragt wird; für den, der mich betreibt.")
        ) { typed, call in
            guard call.isOwner else { return [] }
            return CommandChoice.matching(typed, house.models().filter { $0.missing == nil }.map { ($0.name, $0.id) })
        }
    }

    func run(_ call: CommandCall) async throws -> CommandReply {
        guard let wanted = try call[ifGiven: choose] else { return .onlyToYou(await shown(to: call)) }
        guard call.isOwner else { throw Mistake("Only whoever runs me may choose my model.") }
        let models = house.models()
        guard let model = models.first(where: { $0.id == wanted || $0.name == wanted }) else {
            let known = models.map { "“\($0.id)”" }.joined(separator: ", ")
            throw Mistake("I know no such model. There are \(known).")
        }
        if let missing = model.missing {
            throw Mistake("\(model.name) was never set up: \(missing) is missing. Set it, start me again, then choose.")
        }
        let isAskedNow = try await house.chooseModel(model.id, Speaker.discordID(call.caller.id))
        return .onlyToYou("Saved: \(model.name.plain) is asked first from \(isAskedNow ? "now" : "the next start") on.")
    }

    private func shown(to call: CommandCall) async -> String {
        let report = await house.report()
        let lines = ["I think with **\(report.model.plain)**."]
        guard call.isOwner else { return lines.joined() }
        let models = house.models().map { "- \($0.name.plain)\(Self.note(on: $0))" }
        return (lines + models).joined(separator: "\n")
    }

    private static func note(on model: House.Model) -> String {
        model.missing.map { ", not set up: \($0) is missing" } ?? (model.isUsual ? ", asked first" : "")
    }
}
