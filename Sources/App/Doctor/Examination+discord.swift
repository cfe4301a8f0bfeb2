import Bot
import Telemetry

/// Whether Discord will have the bot.
extension Examination {
    func discord() async -> [Finding] {
        guard let bot = settings.discord.bot else {
            return [.well("Discord", "stays away from it: no token is set, acore setup asks for one")]
        }
        switch await DiscordAnswer.toToken(bot.token, at: bot.address) {
        case .refused:
            return [
                .wrong("Discord", "the token is not accepted", "acore setup, with a new one from the developer portal")
            ]
        case .unknown(let reason):
            return [.weak("Discord", "nobody knows whether the token is good: \(reason)", "look at the network")]
        case .welcome(let application):
            return [.well("Discord", application.whereabouts)]
                + PortalSwitch.missing(in: application).map {
                    .weak("Discord", "the \($0.name) is off, so \($0.consequence)", "switch it on at \($0.link)")
                }
        }
    }
}
