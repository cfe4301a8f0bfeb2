import DiscordModel
import Markdown

/// Messages as the page shows them: Discord's own objects, with a `…Tree` beside each text that is markdown,
/// and with addresses of files that the page can open.
extension WorldState {
    /// Messages that one answer holds.
    static let pageLength = 60

    func page(of channel: Snowflake, before: Snowflake?, seenBy person: Snowflake) -> JSON {
        let all = channels[channel]?.messages ?? []
        let end = before.map { id in all.firstIndex { ($0["id"]?.snowflake ?? id) >= id } ?? all.count } ?? all.count
        let start = max(0, end - Self.pageLength)
        var shown = all[start..<end].map { readable($0, for: person) }
        let oldest = shown.first?["id"]?.snowflake
        // Hidden ones stand among the messages of their time.
        shown += hiddenMessages(for: person, in: channel).filter { message in
            guard let id = message["id"]?.snowflake else { return false }
            return (start == 0 || oldest.map { id > $0 } ?? true) && before.map { id < $0 } ?? true
        }
        return ["messages": .array(shown), "hasMore": .bool(start > 0)]
    }

    private func hiddenMessages(for person: Snowflake, in channel: Snowflake) -> [JSON] {
        interactions.values.filter { $0.user == person && $0.channel == channel }
            .flatMap { $0.hidden.map { readable($0, for: person) } }
    }

    func readable(_ message: JSON, for person: Snowflake) -> JSON {
        var shown = withTrees(openable(seen(message, by: person)))
        if let referenced = shown["referenced_message"], !referenced.isNull {
            shown["referenced_message"] = withTrees(referenced)
        }
        shown["message_snapshots"] = shown["message_snapshots"]?.array.map { snapshots in
            .array(snapshots.map { ["message": withTrees($0["message"] ?? [:])] })
        }
        return shown
    }

    func readable(_ outcome: InteractionOutcome, of interaction: Snowflake, for person: Snowflake) -> JSON {
        var modal = outcome.modal ?? .null
        if !modal.isNull { modal["components"] = withTrees(components: modal["components"] ?? []) }
        return [
            "id": JSON(interaction), "answer": outcome.answer.map { .integer($0) } ?? .null,
            "hasFailed": .bool(outcome.hasFailed), "isWaiting": .bool(outcome.isWaiting),
            "choices": .array(outcome.choices), "modal": modal,
            "hidden": .array(outcome.hidden.map { readable($0, for: person) }),
        ]
    }

    /// Addresses of our own files, signed, on the page's own server.
    private func openable(_ json: JSON) -> JSON {
        switch json {
        case .string(let text):
            guard text.hasPrefix(cdn + "/attachments/") else { return json }
            let path = text.dropFirst(cdn.count).prefix { $0 != "?" }
            return .string("/page/files" + files.signed(String(path), at: now))
        case .array(let elements): return .array(elements.map(openable))
        case .object(let members): return .object(JSONObject(members.map { ($0.name, openable($0.value)) }))
        default: return json
        }
    }

    private func withTrees(_ message: JSON) -> JSON {
        var message = Self.withTree("content", message)
        message["embeds"] = .array((message["embeds"]?.array ?? []).map(Self.withTrees(embed:)))
        message["components"] = withTrees(components: message["components"] ?? [])
        return message
    }

    private static func withTrees(embed: JSON) -> JSON {
        var embed = withTree("title", withTree("description", embed))
        embed["fields"] = (embed["fields"]?.array).map { fields in
            .array(fields.map { withTree("name", withTree("value", $0)) })
        }
        return embed
    }

    private func withTrees(components json: JSON) -> JSON {
        switch json {
        case .array(let elements): return .array(elements.map { withTrees(components: $0) })
        case .object(let members):
            var component = JSON.object(members)
            if component["type"] == 10 { component = Self.withTree("content", component) }
            for child in ["components", "accessory", "component"] {
                if let nested = component[child] { component[child] = withTrees(components: nested) }
            }
            return component
        default: return json
        }
    }

    private static func withTree(_ field: String, _ object: JSON) -> JSON {
        guard let text = object[field]?.string, !text.isEmpty else { return object }
        var bytes: [UInt8] = []
        MarkdownDocument(parsing: text).writeJSON(into: &bytes)
        var object = object
        // Nested more deeply than the reader goes: it is shown as it was written.
        let plain: JSON = [["type": "paragraph", "inlines": [.string(text)]]]
        object[field + "Tree"] = (try? JSON(json: bytes)) ?? plain
        return object
    }
}
