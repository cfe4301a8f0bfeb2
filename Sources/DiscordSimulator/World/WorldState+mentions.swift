import DiscordModel

extension WorldState {
    /// Whom the content mentions, as far as `allowed_mentions` lets it.
    ///
    /// <https://docs.discord.com/developers/resources/message#allowed-mentions-object>
    func setMentions(of message: inout JSON, allowed: JSON?, byDefault: [JSON]) {
        let content = message["content"]?.string ?? ""
        let given = allowed?.present
        let parse = given?["parse"]?.array ?? (given == nil ? byDefault : [])
        func permits(_ kind: JSON, _ list: String) -> (Snowflake) -> Bool {
            let ids = (given?[list]?.array ?? []).compactMap(\.snowflake)
            return { parse.contains(kind) || ids.contains($0) }
        }
        var people = Self.ids(in: content, after: ["<@", "<@!"]).filter(permits("users", "users"))
        let repliesAloud = given?["replied_user"]?.bool ?? (given == nil)
        if repliesAloud, message["type"] == 19,
            let replied = message["referenced_message"]?["author"]?["id"]?.snowflake, !people.contains(replied)
        {
            people.append(replied)
        }
        let roles = Self.ids(in: content, after: ["<@&"]).filter(permits("roles", "roles"))
        message["mentions"] = .array(people.compactMap { users[$0] })
        message["mention_roles"] = .array(roles.map { JSON($0) })
        message["mention_everyone"] = .bool(
            parse.contains("everyone") && (content.contains("@everyone") || content.contains("@here")))
    }

    /// Ids in `<@1>` and the like, each once, in order.
    private static func ids(in content: String, after openings: [String]) -> [Snowflake] {
        var found: [Snowflake] = []
        for part in content.split(separator: "<").dropFirst(content.hasPrefix("<") ? 0 : 1) {
            let inside = part.prefix { $0 != ">" }
            guard inside.count < part.count else { continue }
            for opening in openings where inside.hasPrefix(opening.dropFirst()) {
                guard let id = Snowflake(inside.dropFirst(opening.count - 1)), !found.contains(id) else { continue }
                found.append(id)
            }
        }
        return found
    }
}
