extension PresenceRequest {
    /// A line under the bot's name; of a long one, the beginning that Discord shows.
    package static func line(_ text: String, status: OnlineStatus = .online) -> PresenceRequest {
        var scalars = 0
        var activity = Activity()
        activity.name = "Custom Status"
        activity.type = .custom
        activity.state = String(
            text.prefix {
                scalars += $0.unicodeScalars.count
                return scalars <= 128
            })
        var presence = PresenceRequest()
        presence.status = status
        presence.activities = [activity]
        return presence
    }

    /// `d` of a presence update: of activities, what a bot may set.
    var payload: JSON {
        let activities = activities.map { activity -> JSON in
            var payload: JSON = ["name": .string(activity.name), "type": .integer(activity.type.rawValue)]
            payload["state"] = activity.state.map { .string($0) }
            payload["url"] = activity.url.map { .string($0) }
            return payload
        }
        return [
            "since": since.map { .integer($0) } ?? .null, "activities": .array(activities),
            "status": .string(status.rawValue), "afk": .bool(afk),
        ]
    }
}
