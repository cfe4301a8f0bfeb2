import DiscordModel

/// Something small of each channel that was busy lately. Of more than ``limit`` channels the eighth that was silent
/// longest is forgotten: so many at once, so that this is seldom.
struct ChannelMemory<Content: Sendable>: Sendable {
    private struct Kept: Sendable {
        var content: Content
        var lastUse: UInt64 = 0

        mutating func use(_ now: UInt64, _ edit: (inout Content) -> Void) {
            edit(&content)
            lastUse = now
        }
    }

    let limit: Int
    private var kept: [Snowflake: Kept] = [:]
    private var uses: UInt64 = 0

    init(limit: Int) { self.limit = limit }

    subscript(channel: Snowflake) -> Content? { kept[channel]?.content }

    /// The channel is busy.
    mutating func use(
        _ channel: Snowflake, beginning first: @autoclosure () -> Content, _ edit: (inout Content) -> Void
    ) {
        uses &+= 1
        kept[channel, default: Kept(content: first())].use(uses, edit)
        if kept.count > limit { shrink() }
    }

    private mutating func shrink() {
        guard let last = kept.values.map(\.lastUse).sorted().prefix(max(1, limit / 8)).last else { return }
        for silent in kept.compactMap({ $0.value.lastUse <= last ? $0.key : nil }) { kept[silent] = nil }
    }

    /// Without counting it as busy; nothing where nothing is kept.
    mutating func change(_ channel: Snowflake, _ edit: (inout Content) -> Void) {
        guard let index = kept.index(forKey: channel) else { return }
        edit(&kept.values[index].content)
    }

    mutating func forget(_ channel: Snowflake) { kept[channel] = nil }
}
