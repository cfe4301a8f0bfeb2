import DiscordModel

/// Names instead of mention tags for the model, and mention tags instead of names for Discord.
struct MentionNames: Sendable {
    /// Somebody of this talk.
    struct Person: Sendable, Hashable {
        var id: Snowflake
        /// What they are called here, then any other names of theirs.
        var names: [String]
    }

    /// How tags of channels and roles read.
    struct Labels: Sendable {
        var channels: [Snowflake: String] = [:]
        var roles: [Snowflake: String] = [:]
    }

    private let people: [Snowflake: Person]
    /// Longest first, each the name of one person only.
    private let names: [(name: [Character], id: Snowflake)]

    /// - Parameter people: of this talk; at most the first hundred are told apart.
    init(_ people: [Person]) {
        let people = people.prefix(100)
        self.people = Dictionary(people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var owners: [[Character]: Set<Snowflake>] = [:]
        for person in people {
            for name in person.names.map(Self.plain) where !name.isEmpty && !Self.everybody.contains(String(name)) {
                owners[name, default: []].insert(person.id)
            }
        }
        names = owners.compactMap { name, ids in ids.count == 1 ? ids.first.map { (name, $0) } : nil }
            .sorted { ($0.name.count, String($0.name)) > ($1.name.count, String($1.name)) }
    }

    // MARK: In

    /// `<@80351110224678912> hi` → `@Ann hi`. A mention of `own`, at the start, is an address only and goes.
    func incoming(_ text: String, own: Snowflake? = nil, labels: Labels = Labels()) -> String {
        guard text.contains("<") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            result += rest[..<start]
            rest = rest[start...]
            guard let (tag, end) = Tag.first(in: rest) else {
                result.append(rest.removeFirst())
                continue
            }
            let isAddress = tag == own.map(Tag.user) && result.allSatisfy(\.isWhitespace)
            if !isAddress { result += label(of: tag, labels) }
            rest = rest[end...]
        }
        result += rest
        return result.allSatisfy(\.isWhitespace) && !text.isEmpty
            ? own.map { label(of: .user($0), labels) } ?? result
            : String(result.drop(while: \.isWhitespace))
    }

    private func label(of tag: Tag, _ labels: Labels) -> String {
        switch tag {
        case .user(let id): "@" + (people[id]?.names.first ?? "somebody")
        case .role(let id): "@" + (labels.roles[id] ?? "some role")
        case .channel(let id): "#" + (labels.channels[id] ?? "some-channel")
        case .emoji(let name): ":\(name):"
        }
    }

    // MARK: Out

    /// `@Ann, look` → `<@80351110224678912>, look`, outside of code, with whom the message may notify: only
    /// people of this talk, never roles, never everyone.
    ///
    /// - Parameter mayGoOn: the text is still being written, so a name at its very end waits for what follows.
    func outgoing(_ text: String, mayGoOn: Bool = false) -> (text: String, mentioned: [Snowflake]) {
        guard text.contains("@") else { return (text, []) }
        let characters = Array(text)
        var result = ""
        var mentioned: [Snowflake] = []
        var index = 0
        while index < characters.count {
            let character = characters[index]
            if character == "`" {
                let end = Self.endOfCode(in: characters, from: index)
                result += String(characters[index..<end])
                index = end
            } else if character == "@", let found = person(in: characters, at: index, mayGoOn: mayGoOn) {
                result += found.isTag ? "@" : "<@\(found.id)>"
                mentioned.append(found.id)
                index = found.isTag ? index + 1 : found.end
            } else {
                result.append(character)
                index += 1
            }
        }
        return (result, mentioned.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    }

    private func person(
        in text: [Character], at index: Int, mayGoOn: Bool
    ) -> (id: Snowflake, end: Int, isTag: Bool)? {
        if index > 0, text[index - 1] == "<" {
            let digits = String(text[(index + 1)...].drop { $0 == "!" }.prefix { $0.isASCII && $0.isNumber })
            return Snowflake(digits).flatMap { people[$0] }.map { ($0.id, index + 1, true) }
        }
        if index > 0, text[index - 1].isLetter || text[index - 1].isNumber { return nil }
        for (name, id) in names where Self.stands(name, in: text, at: index + 1) {
            let end = index + 1 + name.count
            if end == text.count { return mayGoOn ? nil : (id, end, false) }
            let joins = text[end].isLetter || text[end].isNumber || text[end] == "_"
            if !joins || name.last.map({ !$0.isLetter && !$0.isNumber }) == true { return (id, end, false) }
        }
        return nil
    }

    private static func stands(_ name: [Character], in text: [Character], at start: Int) -> Bool {
        start + name.count <= text.count
            && zip(name, text[start...]).allSatisfy { $0 == $1 || String($0) == $1.lowercased() }
    }

    /// Behind the code that begins at `start`: a block that is never closed is code to the end, a span is none.
    private static func endOfCode(in text: [Character], from start: Int) -> Int {
        let width = text[start...].prefix { $0 == "`" }.count
        var run = 0
        for index in (start + width)..<text.count {
            run = text[index] == "`" ? run + 1 : 0
            if run == width, index + 1 == text.count || text[index + 1] != "`" { return index + 1 }
        }
        return width >= 3 ? text.count : start + width
    }

    private static func plain(_ name: String) -> [Character] {
        name.split(whereSeparator: \.isNewline).joined(separator: " ").lowercased().map(\.self)
    }

    private static let everybody: Set<String> = ["everyone", "here"]
}

/// What stands between angle brackets in a message.
private enum Tag: Equatable {
    case user(Snowflake), role(Snowflake), channel(Snowflake), emoji(String)

    /// The tag that `text` begins with, and where it ends.
    static func first(in text: Substring) -> (Tag, Substring.Index)? {
        guard let close = text.prefix(120).firstIndex(of: ">") else { return nil }
        let inner = text[text.index(after: text.startIndex)..<close]
        guard let tag = Tag(inner) else { return nil }
        return (tag, text.index(after: close))
    }

    private init?(_ inner: Substring) {
        if inner.hasPrefix("@&") {
            guard let id = Snowflake(inner.dropFirst(2)) else { return nil }
            self = .role(id)
        } else if inner.hasPrefix("@") {
            guard let id = Snowflake(inner.dropFirst(inner.hasPrefix("@!") ? 2 : 1)) else { return nil }
            self = .user(id)
        } else if inner.hasPrefix("#") {
            guard let id = Snowflake(inner.dropFirst()) else { return nil }
            self = .channel(id)
        } else {
            let parts = inner.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0].isEmpty || parts[0] == "a", !parts[1].isEmpty, Snowflake(parts[2]) != nil
            else { return nil }
            self = .emoji(String(parts[1]))
        }
    }
}
