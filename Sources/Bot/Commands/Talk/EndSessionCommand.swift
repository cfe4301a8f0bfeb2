/// `/end_session` ends the caller's talk in this channel: what they say next needs a name or a mention again.
struct EndSessionCommand: SlashCommand {
    let name = "end_session"
    let summary = "Ends our talk in this channel."
    let topic = CommandTopic.talk
    let localizations = Localizations.german("Beendet unser Gespräch in diesem Kanal.")

    /// - Returns: whether a talk was open.
    let end: @Sendable (ChannelMember) -> Bool

    func run(_ call: CommandCall) async throws -> CommandReply {
        .onlyToYou(
            end(call.member)
                ? "Our talk here is over. Mention me when you want to go on."
                : "We have no talk going on in this channel.")
    }
}
