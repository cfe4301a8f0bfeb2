import DiscordModel

/// What stood in the last messages of each channel, as far as attention needs it: who spoke, and whether there
/// was a picture. Of ``channels`` channels; those silent longest are forgotten.
struct RecentTalk: Sendable {
    static let channels = 1_024
    /// Messages that a question about a picture may refer to.
    static let picturesBack = 3
    static let speakersBack = 6

    private struct Speaker: Sendable {
        let id: Snowflake
        let written: String
        let name: Phrase
    }

    private struct Channel: Sendable {
        var pictures: [Bool] = []
        var speakers: [Speaker] = []

        mutating func add(hasPicture: Bool, speaker: Snowflake, name: String) {
            if pictures.count >= RecentTalk.picturesBack { pictures.removeFirst() }
            pictures.append(hasPicture)
            let known = speakers.firstIndex { $0.id == speaker }.map { speakers.remove(at: $0) }
            if speakers.count >= RecentTalk.speakersBack { speakers.removeFirst() }
            if let known, known.written == name {
                speakers.append(known)
            } else {
                speakers.append(Speaker(id: speaker, written: name, name: Phrase(name)))
            }
        }
    }

    private var byChannel = ChannelMemory<Channel>(limit: channels)

    func hasPicture(in channel: Snowflake) -> Bool { byChannel[channel]?.pictures.contains(true) ?? false }

    /// What those are called who spoke there lately, but for these.
    func speakers(in channel: Snowflake, besides: Set<Snowflake>) -> [Phrase] {
        (byChannel[channel]?.speakers ?? []).filter { !besides.contains($0.id) }.map(\.name)
    }

    /// Remembers a message, after it was decided about.
    mutating func add(in channel: Snowflake, hasPicture: Bool, speaker: Snowflake, name: String) {
        byChannel.use(channel, beginning: Channel()) { $0.add(hasPicture: hasPicture, speaker: speaker, name: name) }
    }

    mutating func forget(channel: Snowflake) { byChannel.forget(channel) }
}
