import DiscordModel
import Foundation

/// Somebody used a command, a component or a modal, and an application owes an answer.
///
/// <https://docs.discord.com/developers/interactions/receiving-and-responding>
struct Interaction: Sendable {
    enum Kind: Int, Sendable {
        case command = 2
        case component = 3
        case autocomplete = 4
        case modal = 5
    }

    static let firstAnswerWithin: TimeInterval = 3
    static let tokenLifetime: TimeInterval = 15 * 60
    /// Where the bot is not, and somebody only brought its application along.
    static let followUpLimit = 5

    let id: Snowflake
    let token: String
    let application: Snowflake
    let kind: Kind
    let user: Snowflake
    let channel: Snowflake
    let createdAt: Date
    /// The message whose component was used.
    var message: Snowflake?
    /// Of a modal: the interaction that was answered with it.
    var trigger: Snowflake?
    /// The number of the first answer's kind (4, 5, 6, …); nil while there is none.
    var answer: Int?
    /// The message that `@original` means.
    var original: Snowflake?
    /// Still shows a spinner.
    var isWaiting = false
    var followUps = 0
    var hidesAnswer = false
    /// Answers that only the user sees; they stand in no channel.
    var hidden: [JSON] = []
    var choices: [JSON] = []
    var modal: JSON?
}

extension WorldState {
    mutating func addInteraction(
        _ kind: Interaction.Kind, application: Snowflake, user: Snowflake, channel: Snowflake, data: JSON,
        message: JSON? = nil, trigger: Snowflake? = nil
    ) -> Snowflake {
        let id = mint()
        let interaction = Interaction(
            id: id, token: "token-\(id)-\(UInt64.random(in: .min ... .max))", application: application, kind: kind,
            user: user, channel: channel, createdAt: now, message: message?["id"]?.snowflake, trigger: trigger)
        if interactions.count >= Self.interactionLimit, let oldest = interactions.keys.min() {
            interactions[oldest] = nil
        }
        interactions[id] = interaction
        if let bot = applications[application]?.bot {
            let event = event(of: interaction, data: data, message: message, bot: bot)
            emit("INTERACTION_CREATE", event, toBot: bot, guild: channels[channel]?.guild)
        }
        return id
    }

    private func event(of interaction: Interaction, data: JSON, message: JSON?, bot: Snowflake) -> JSON {
        let channel = interaction.channel
        var event: JSON = [
            "id": JSON(interaction.id), "application_id": JSON(interaction.application),
            "type": .integer(interaction.kind.rawValue), "token": .string(interaction.token), "version": 1,
            "data": signed(data), "channel_id": JSON(channel), "locale": "en-US", "entitlements": [],
            "attachment_size_limit": 10_485_760,
        ]
        event["channel"] = self.channel(channel, seenBy: interaction.user)
        if let message { event["message"] = signed(seen(message, by: bot)) }
        guard let guild = channels[channel]?.guild else {
            event["user"] = user(interaction.user)
            event["app_permissions"] = .string(Rights.all.text)
            event["context"] = 1
            event["authorizing_integration_owners"] = ["0": "0"]
            return event
        }
        event["guild_id"] = JSON(guild)
        event["guild"] = ["id": JSON(guild), "locale": "en-US", "features": []]
        event["guild_locale"] = "en-US"
        event["context"] = 0
        event["authorizing_integration_owners"] = owners(of: interaction)
        event["app_permissions"] = .string(rights(of: bot, inChannel: channel).text)
        event["channel"]?["permissions"] = .string(rights(of: interaction.user, inChannel: channel).text)
        if var member = member(interaction.user, of: guild) {
            member["permissions"] = .string(rights(of: interaction.user, inChannel: channel).text)
            event["member"] = member
        }
        return event
    }

    /// What the answer's message says of where it comes from.
    func metadata(of interaction: Interaction) -> JSONObject {
        ["application_id": JSON(interaction.application), "interaction_metadata": origin(of: interaction)]
    }

    private func origin(of interaction: Interaction) -> JSON {
        var metadata: JSON = [
            "id": JSON(interaction.id), "type": .integer(interaction.kind.rawValue), "user": user(interaction.user),
            "authorizing_integration_owners": owners(of: interaction),
        ]
        if let message = interaction.message { metadata["interacted_message_id"] = JSON(message) }
        if let trigger = interaction.trigger.flatMap({ interactions[$0] }) {
            metadata["triggering_interaction_metadata"] = origin(of: trigger)
        }
        return metadata
    }

    /// Who let the application in: the server (0), or the person who uses it (1).
    private func owners(of interaction: Interaction) -> JSON {
        var owners: JSON = [:]
        let guild = channels[interaction.channel]?.guild
        if isGuest(interaction) {
            owners["1"] = JSON(interaction.user)
        } else {
            owners["0"] = guild.map { JSON($0) } ?? "0"
        }
        return owners
    }

    /// Whether it is used in a server that its bot is not in.
    func isGuest(_ interaction: Interaction) -> Bool {
        guard let guild = channels[interaction.channel]?.guild, let bot = applications[interaction.application]?.bot
        else { return false }
        return guilds[guild]?.members[bot] == nil
    }

    func interaction(token: String) -> Interaction? { interactions.values.first { $0.token == token } }
}
