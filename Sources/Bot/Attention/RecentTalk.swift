import DiscordModel

/// What stood in the last messages of each channel, as far as attention needs it: who spoke, and whether there
/// was a picture. Of ``channels`` channels; those silent longest are forgotten.
struct RecentTalk: Sendable {
    static let channels = 1_024
    /// Messages that a question about a picture may refer to.
    static let picturesBack = 3
    static let speakersBack = 6

    private struct Channel: Sendable {
        var pictures: [Bool] = []
        var speakers: [(id: Snowflake, name: Phrase)] = []
        var lastUse: UInt64 = 0
    }

    private var byChannel: [Snowflake: Channel] = [:]
    private var uses: UInt64 = 0

    func hasPicture(in channel: Snowflake) -> Bool { byChannel[channel]?.pictures.contains(true) ?? false }

    /// What those are called who spoke there lately, but for these.
    func speakers(in channel: Snowflake, besides: Set<Snowflake>) -> [Phrase] {
        (byChannel[channel]?.speakers ?? []).filter { !besides.contains($0.id) }.map(\.name)
    }

    /// Remembers a message, after it was decided about.
    mutating func add(in channel: Snowflake, hasPicture: Bool, speaker: Snowflake, name: String) {
        uses &+= 1
        var talk = byChannel[channel] ?? Channel()
        talk.lastUse = uses
        talk.pictures = talk.pictures.suffix(Self.picturesBack - 1) + [hasPicture]
        talk.speakers =
            talk.speakers.filter { $0.id != speaker }.suffix(Self.speakersBack - 1) + [(speaker, Phrase(name))]
        byChannel[channel] = talk
        if byChannel.count > Self.channels, let oldest = byChannel.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            byChannel[oldest.key] = nil
        }
    }

    mutating func forget(channel: Snowflake) { byChannel[channel] = nil }
}
