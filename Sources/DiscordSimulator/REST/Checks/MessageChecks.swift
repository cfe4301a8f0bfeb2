import DiscordModel

/// What Discord refuses in a message's fields.
///
/// <https://docs.discord.com/developers/resources/message#create-message>
struct MessageChecks {
    static let contentLimit = 2_000
    static let embedLimit = 10
    static let embedTextLimit = 6_000
    static let fileLimit = 10

    var faults = FormFaults()

    /// - Parameter existing: flags of a message that is edited.
    static func check(_ fields: JSON, files: Int, existing: Int = 0, at path: [String] = []) throws(Refusal) {
        var checks = MessageChecks()
        checks.content(fields, path)
        checks.embeds(fields["embeds"]?.array ?? [], path + ["embeds"])
        checks.mentions(fields["allowed_mentions"] ?? .null, path + ["allowed_mentions"])
        checks.poll(fields["poll"] ?? .null, path + ["poll"])
        if files > fileLimit {
            checks.faults.add(path + ["attachments"], "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer.")
        }
        let flags = (fields["flags"]?.integer ?? 0) | existing
        let isNew = flags & WorldState.componentsV2 != 0
        if isNew { checks.oldFields(fields, path) }
        var components = ComponentChecks(isV2: isNew)
        components.check(fields["components"]?.array ?? [], path + ["components"], &checks.faults)
        try checks.faults.check()
    }

    /// Whether there is anything in it.
    static func isEmpty(_ fields: JSON, files: Int) -> Bool {
        let hasText = !(fields["content"]?.string ?? "").allSatisfy(\.isWhitespace)
        let hasList = ["embeds", "components", "sticker_ids"].contains { !(fields[$0]?.array ?? []).isEmpty }
        let hasObject = ["poll", "shared_client_theme"].contains { !(fields[$0] ?? .null).isNull }
        return !hasText && !hasList && !hasObject && files == 0
    }

    private mutating func content(_ fields: JSON, _ path: [String]) {
        if (fields["content"]?.string ?? "").unicodeScalars.count > Self.contentLimit {
            faults.tooLong(path + ["content"], Self.contentLimit)
        }
        if let nonce = fields["nonce"]?.string, nonce.unicodeScalars.count > 25 {
            faults.tooLong(path + ["nonce"], 25)
        }
        if (fields["sticker_ids"]?.array ?? []).count > 3 { faults.tooLong(path + ["sticker_ids"], 3) }
    }

    private mutating func oldFields(_ fields: JSON, _ path: [String]) {
        for field in ["content", "embeds", "sticker_ids", "poll"] {
            let value = fields[field] ?? .null
            guard !value.isNull, value != "", value != [] else { continue }
            faults.add(
                path + [field], "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                "The '\(field)' field cannot be used when using MessageFlags.IS_COMPONENTS_V2")
        }
    }

    // MARK: Embeds

    private mutating func embeds(_ embeds: [JSON], _ path: [String]) {
        if embeds.count > Self.embedLimit { faults.tooLong(path, Self.embedLimit) }
        var total = 0
        for (index, embed) in embeds.enumerated() { total += self.embed(embed, path + ["\(index)"]) }
        if total > Self.embedTextLimit {
            faults.add(
                path + ["0"], "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of \(Self.embedTextLimit)")
        }
    }

    /// - Returns: the length of its text.
    private mutating func embed(_ embed: JSON, _ path: [String]) -> Int {
        var total = 0
        func length(_ json: JSON?) -> Int { Self.trimmed(json?.string ?? "") }
        let texts: [([String], Int)] = [
            (["title"], 256), (["description"], 4_096), (["footer", "text"], 2_048), (["author", "name"], 256),
        ]
        for (names, limit) in texts {
            let count = length(names.reduce(Optional(embed)) { $0?[$1] })
            total += count
            if count > limit { faults.tooLong(path + names, limit) }
        }
        let fields = embed["fields"]?.array ?? []
        if fields.count > 25 { faults.tooLong(path + ["fields"], 25) }
        for (index, field) in fields.enumerated() {
            for (name, limit) in [("name", 256), ("value", 1_024)] {
                let count = length(field[name])
                total += count
                let place = path + ["fields", "\(index)", name]
                if count == 0 { faults.missing(place) }
                if count > limit { faults.tooLong(place, limit) }
            }
        }
        return total
    }

    private static func trimmed(_ text: String) -> Int {
        let scalars = text.unicodeScalars
        return scalars.drop { $0.properties.isWhitespace }.reversed().drop { $0.properties.isWhitespace }.count
    }

    // MARK: The rest

    private mutating func mentions(_ allowed: JSON, _ path: [String]) {
        let parse = allowed["parse"]?.array ?? []
        for kind in ["users", "roles"] {
            let ids = allowed[kind]?.array ?? []
            if ids.count > 100 { faults.tooLong(path + [kind], 100) }
            if !ids.isEmpty, parse.contains(.string(kind)) {
                faults.add(
                    path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                    "parse:[\"\(kind)\"] and \(kind): [ids...] are mutually exclusive.")
            }
        }
    }

    private mutating func poll(_ poll: JSON, _ path: [String]) {
        guard !poll.isNull else { return }
        let question = poll["question"]?["text"]?.string ?? ""
        if question.isEmpty { faults.missing(path + ["question", "text"]) }
        if question.unicodeScalars.count > 300 { faults.tooLong(path + ["question", "text"], 300) }
        let answers = poll["answers"]?.array ?? []
        if answers.isEmpty { faults.missing(path + ["answers"]) }
        if answers.count > 10 { faults.tooLong(path + ["answers"], 10) }
        for (index, answer) in answers.enumerated()
        where (answer["poll_media"]?["text"]?.string ?? "").unicodeScalars.count > 55 {
            faults.tooLong(path + ["answers", "\(index)", "poll_media", "text"], 55)
        }
        if let hours = poll["duration"]?.integer, !(1...768).contains(hours) {
            faults.add(path + ["duration"], "NUMBER_TYPE_MAX", "int value should be between 1 and 768.")
        }
    }
}
