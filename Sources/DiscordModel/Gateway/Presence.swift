/// How the bot shows itself in lists of members.
///
/// <https://docs.discord.com/developers/events/gateway-events#update-presence>
package struct Presence: Hashable, Sendable {
    package enum Status: String, Sendable { case online, idle, invisible, offline, dnd }

    package var status: Status
    /// A line under its name, at most 128 characters: more are cut off.
    package var line: String?

    package init(_ status: Status = .online, line: String? = nil) {
        self.status = status
        var scalars = 0
        self.line = line.map { line in
            String(
                line.prefix {
                    scalars += $0.unicodeScalars.count
                    return scalars <= 128
                })
        }
    }

    /// `d` of a presence update.
    var json: JSON {
        let custom: (String) -> JSON = { ["name": "Custom Status", "type": 4, "state": .string($0)] }
        return [
            "since": nil, "activities": .array(line.map { [custom($0)] } ?? []),
            "status": .string(status.rawValue), "afk": false,
        ]
    }
}
