extension InlineParser {
    /// Longer addresses are text, so that no scan for an end is long.
    static let longestAddress = 2_048

    // MARK: [label](address)

    /// A label that reads like an address must be the one it leads to, else the
    /// brackets are text: no link can pretend to lead elsewhere.
    mutating func takeLabelEnd() {
        guard let index = openIndex(of: .label), let target = target(at: position + 1) else {
            kill(.label)
            return addText(length: 1)
        }
        let label = close(index)
        let url = bytes.text(target.url)
        if label == [.link(url: url, label: [.text(url)])] {
            add(.link(url: url, label: [.text(url)]), length: target.end - position)
        } else if label.isEmpty || label.contains(where: \.hasLink) || pretends(label, to: url) {
            addAsText(.label, label)
            addText(length: 1)
        } else {
            add(.link(url: url, label: label), length: target.end - position)
        }
    }

    private func pretends(_ label: [Inline], to url: String) -> Bool {
        let text = label.map(\.shownText).joined()
        let start = text.drop { !$0.isLetter }
        guard text.contains("://") || start.prefix(4).lowercased() == "www." else { return false }
        return !["", "http://", "https://"].contains { url == $0 + text || url == $0 + text + "/" }
    }

    /// `(address)`, `(<address>)` or `(address "title")` from `start` on.
    private func target(at start: Int) -> (url: Range<Int>, end: Int)? {
        guard bytes.byte(at: start) == UInt8(ascii: "(") else { return nil }
        let isAngled = bytes.byte(at: start + 1) == UInt8(ascii: "<")
        let from = start + (isAngled ? 2 : 1)
        guard isAddress(at: from) else { return nil }
        let url = from..<targetEnd(from)
        var end = url.upperBound
        if isAngled {
            guard bytes.byte(at: end) == UInt8(ascii: ">") else { return nil }
            end += 1
        }
        end = afterTitle(at: end)
        return bytes.byte(at: end) == UInt8(ascii: ")") ? (url, end + 1) : nil
    }

    private func targetEnd(_ start: Int) -> Int {
        var depth = 0
        for index in start..<min(bytes.count, start + Self.longestAddress) {
            switch bytes[index] {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")") where depth > 0: depth -= 1
            case UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): return index
            case let byte where byte <= 0x20 || byte == 0x7F: return index
            default: break
            }
        }
        return min(bytes.count, start + Self.longestAddress)
    }

    private func afterTitle(at start: Int) -> Int {
        guard bytes.has(" \"", at: start) else { return start }
        let title = bytes[(start + 2)..<min(bytes.count, start + 200)]
        return title.firstIndex(of: UInt8(ascii: "\"")).map { $0 + 1 } ?? start
    }

    // MARK: Bare addresses

    /// Only http and https; `javascript:` and the rest stay text.
    func isAddress(at start: Int) -> Bool {
        for scheme: StaticString in ["https://", "http://"] where bytes.has(scheme, at: start, ignoringCase: true) {
            return bytes.byte(at: start + scheme.utf8CodeUnitCount).map { $0.isLetter || $0.isDigit || $0 >= 0x80 }
                ?? false
        }
        return false
    }

    mutating func takeAddress() {
        let before = bytes.byte(at: position - 1)
        guard before?.isLetter != true, before?.isDigit != true, isAddress(at: position) else {
            return addText(length: 1)
        }
        let end = addressEnd()
        guard end - position < Self.longestAddress else { return addText(length: end - position) }
        let url = bytes.text(position..<end)
        add(.link(url: url, label: [.text(url)]), length: end - position)
    }

    /// Before the first byte that cannot be meant, less punctuation of the sentence around it.
    private func addressEnd() -> Int {
        let limit = min(bytes.count, position + Self.longestAddress)
        var end = (position..<limit).first(where: endsAddress) ?? limit
        guard end < position + Self.longestAddress else { return end }
        var surplus = bytes[position..<end].reduce(0) {
            $0 + ($1 == UInt8(ascii: ")") ? 1 : $1 == UInt8(ascii: "(") ? -1 : 0)
        }
        while let last = bytes.byte(at: end - 1) {
            if last == UInt8(ascii: ")"), surplus > 0 {
                surplus -= 1
            } else if !Self.sentenceMarks.contains(last) {
                break
            }
            end -= 1
        }
        return end
    }

    private func endsAddress(_ index: Int) -> Bool {
        let byte = bytes[index]
        return byte <= 0x20 || byte == 0x7F || Self.unmeant.contains(byte) || bytes.has("**", at: index)
            || bytes.has("~~", at: index)
    }

    private static let sentenceMarks = Set(".,:;'!?*_~".utf8)
    private static let unmeant = Set("<>\"`|[]".utf8)
}

extension Inline {
    fileprivate var hasLink: Bool {
        switch self {
        case .link: true
        case .styled(_, let inlines): inlines.contains(where: \.hasLink)
        default: false
        }
    }

    /// What a reader sees, where it could be part of an address.
    fileprivate var shownText: String {
        switch self {
        case .text(let text), .code(let text): text
        case .styled(_, let inlines): inlines.map(\.shownText).joined()
        case .lineBreak, .link, .mention, .emoji, .timestamp: ""
        }
    }
}
