/// What the bot shows of itself (op 3, and in IDENTIFY).
///
/// <https://docs.discord.com/developers/events/gateway-events#update-presence>
package struct PresenceRequest: Encodable, Equatable, Sendable {
    /// Milliseconds since 1970, since when it is idle.
    @Nullable package var since: Int?
    package var activities: [Activity] = []
    package var status: OnlineStatus = .online
    package var afk = false

    package init() {}
}

extension PresenceRequest: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "since": try json.read(into: &since)
            case "activities": try json.read(into: &activities)
            case "status": try json.read(into: &status)
            case "afk": try json.read(into: &afk)
            default: try json.skip()
            }
        }
    }
}
