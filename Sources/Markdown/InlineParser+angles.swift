extension InlineParser {
    /// What Discord writes between angle brackets: mentions, emoji, timestamps, addresses without a preview.
    mutating func takeAngle() {
        let limit = min(bytes.count, position + Self.longestAddress)
        let start = position + 1
        guard start < limit, Self.angleStarts.contains(bytes[start]),
            let end = bytes[start..<limit].firstIndex(where: { Self.angleEnds.contains($0) }),
            bytes[end] == UInt8(ascii: ">"),
            let node = isAddress(at: start) ? address(start..<end) : Inline(inAngles: bytes.text(start..<end))
        else { return addText(length: 1) }
        add(node, length: end + 1 - position)
    }

    private func address(_ range: Range<Int>) -> Inline? {
        guard bytes[range].allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        let url = bytes.text(range)
        return .link(url: url, label: [.text(url)])
    }

    private static let angleStarts = Set("@#:/athH".utf8)
    private static let angleEnds = Set("<>\n".utf8)
}

extension Inline {
    /// Discord's message formatting: https://docs.discord.com/developers/reference#message-formatting
    fileprivate init?(inAngles text: String) {
        guard text.utf8.count <= 160 else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        switch (parts.first, parts.count) {
        case ("t", 2), ("t", 3):
            self.init(timestamp: parts.dropFirst())
        case ("", 3), ("a", 3):
            guard parts[1].isEmojiName, parts[2].isID else { return nil }
            self = .emoji(name: parts[1], id: parts[2], isAnimated: parts[0] == "a")
        case (let name?, 2) where name.first == "/" && name.count > 1 && parts[1].isID:
            self = .mention(.command(name: String(name.dropFirst()), id: parts[1]))
        case (let mention?, 1):
            self.init(mention: mention)
        default: return nil
        }
    }

    private init?(mention: String) {
        for (prefix, kind) in Self.mentions where mention.hasPrefix(prefix) {
            let id = String(mention.dropFirst(prefix.count))
            guard id.isID else { continue }
            self = .mention(kind(id))
            return
        }
        return nil
    }

    private static let mentions: [(String, @Sendable (String) -> Mention)] = [
        ("@!", { .user(id: $0) }), ("@&", { .role(id: $0) }), ("@", { .user(id: $0) }), ("#", { .channel(id: $0) }),
    ]

    private init?(timestamp parts: ArraySlice<String>) {
        guard let digits = parts.first, digits.utf8.count <= 17, let seconds = Int64(digits), digits.first != "+" else {
            return nil
        }
        let style = parts.dropFirst().first
        guard style.map({ ["t", "T", "d", "D", "f", "F", "R"].contains($0) }) ?? true else { return nil }
        self = .timestamp(seconds: seconds, style: style)
    }
}

extension String {
    fileprivate var isID: Bool { (1...20).contains(utf8.count) && utf8.allSatisfy(\.isDigit) }
    fileprivate var isEmojiName: Bool { (1...32).contains(utf8.count) && utf8.allSatisfy(\.isWord) }
}
