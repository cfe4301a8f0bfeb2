import Companion
import DiscordModel
import Foundation

/// `/summarize_now` shows what was said in this channel in short. Where the server opted in, it also finds what people
/// planned, to come back to it.
struct SummarizeNowCommand: SlashCommand {
    let name = "summarize_now"
    let summary = "Sums up our talk in this channel."
    let topic = CommandTopic.memory
    let localizations = Localizations.german("Fasst unser Gespräch in diesem Kanal zusammen.")
    let permission = CommandPermission.members(.manageMessages)
    let cooldown: Duration? = .seconds(30)

    let summaries: Summaries
    let callbacks: Callbacks
    let lines: ChannelLines
    let readers: CommandReaders
    let settings: ServerSettingsStore

    func isPrivate(_ call: CommandCall) -> Bool { false }

    func run(_ call: CommandCall) async throws -> CommandReply {
        let settings = try await settings.settings(of: call.scope)
        guard call.guild == nil || settings.channel(call.channel, parent: call.parent).maySpeak else {
            throw Mistake("I may not speak in this channel. Its server's /settings decide that.")
        }
        let said = await outcome { try await talk(call) }
        let planned = settings.followsUp ? await outcome { try await plans(call, in: settings.timeZone) } : nil
        switch (said, planned) {
        case (.failure(let error), nil), (.failure(let error), .failure?): throw error
        case (_, .success(let found)?) where found.points.isEmpty && found.callbacks.isEmpty:
            return .message(.withoutPreviews(try said.get(), isPrivate: false))
        default: return .message(try message(said, planned, call))
        }
    }

    private func outcome<Value>(of work: () async throws -> Value) async -> Result<Value, any Error> {
        do { return .success(try await work()) } catch { return .failure(error) }
    }

    private func talk(_ call: CommandCall) async throws -> String {
        let place = Place.discord(call.channel, .text).id
        let known = try await summaries.summarize(place, for: readers.viewer(for: call))
        return (["**Our talk so far**"] + known.map(\.shown)).joined(separator: "\n")
    }

    private func plans(_ call: CommandCall, in zone: TimeZone?) async throws -> Callbacks.Found {
        let place = readers.hearing.place(call.channel, in: call.guild)
        let said = try await lines.lines(of: call.channel, in: call.guild)
        let audience = call.guild == nil ? Audience.person(Speaker.discordID(call.caller.id)) : .place(place.id)
        return try await callbacks.find(in: said, of: place, audience: audience, zone: zone)
    }

    /// What could be had, and why the rest could not.
    private func message(
        _ talk: Result<String, any Error>, _ plans: Result<Callbacks.Found, any Error>?, _ call: CommandCall
    ) throws -> CommandMessage {
        var parts: [String] = []
        if case .success(let text) = talk { parts.append(text) }
        if case .failure(let error) = plans { parts.append("-# \((error as? Mistake)?.description ?? Self.unread)") }
        let found: Callbacks.Found? = if case .success(let found) = plans { found } else { nil }
        if let points = found?.points, !points.isEmpty {
            parts.append((["**Lately here**"] + points.map { "- \($0.escapingMarkdown)" }).joined(separator: "\n"))
        }
        let callbacks = found?.callbacks ?? []
        if !callbacks.isEmpty { parts.append("**I will come back to**\n" + callbacks.list) }
        var message = CommandMessage.withoutPreviews(parts.joined(separator: "\n"), isPrivate: false)
        message.components = try callbacks.buttons(for: call)
        return message
    }
}

extension SummarizeNowCommand {
    private static let unread = "I could not look for what is planned here. Try again later."
}

extension CommandMessage {
    /// With words of a model's, or of people's who are not here.
    static func withoutPreviews(_ text: String, isPrivate: Bool) -> Self {
        var message = Self(text: text, isPrivate: isPrivate)
        message.showsPreviews = false
        return message
    }
}

extension Summary {
    /// As people read it. Its words are a model's and other people's: nothing in them is a link or bold.
    var shown: String {
        let days = "<t:\(Int(began.timeIntervalSince1970)):d> – <t:\(Int(ended.timeIntervalSince1970)):d>"
        return (["-# \(days)", text.escapingMarkdown] + points.map { "- \($0.escapingMarkdown)" })
            .joined(separator: "\n")
    }
}
