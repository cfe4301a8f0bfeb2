import Markdown

/// What somebody says in a message: without code, quotes and addresses, which only stand in it.
struct SpokenWords: Sendable {
    private let scalars: [Unicode.Scalar]

    init(_ markdown: String) {
        scalars = Phrase(Self.spoken(markdown)).scalars
    }

    var isEmpty: Bool { scalars.isEmpty }

    /// Whether `phrase` stands there as whole words.
    func contains(_ phrase: Phrase) -> Bool { !places(of: phrase, limit: 1).isEmpty }

    /// Whether somebody called `name` is spoken to: `Name, …`, `hey name`, `…, name?`
    func calls(_ name: Phrase) -> Bool {
        places(of: name, limit: 8).contains { place in
            let before = scalars[..<place.lowerBound].trimming { $0 == " " || $0 == "@" }
            let after = scalars[place.upperBound...].drop { $0 == " " }
            let endsThere = after.first.map { Self.pauses.contains($0) } ?? true
            guard endsThere else { return false }
            return before.last.map { Self.pauses.contains($0) } ?? true || Self.isGreeting(before)
        }
    }

    /// Whether it reads like a question, by its mark or its first word.
    var isQuestion: Bool {
        if scalars.contains(where: { $0 == "?" || $0 == "؟" || $0 == "？" }) { return true }
        return scalars.split(separator: " ").first.map { Self.questionWords.contains(Self.text($0)) } ?? false
    }

    /// Letters and figures, whatever the script.
    var letterCount: Int {
        scalars.lazy.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }.count
    }

    // MARK: Whole words

    private func places(of phrase: Phrase, limit: Int) -> [Range<Int>] {
        let wanted = phrase.scalars
        guard let first = wanted.first, scalars.count >= wanted.count else { return [] }
        var places: [Range<Int>] = []
        for start in 0...(scalars.count - wanted.count)
        where scalars[start] == first && scalars[start..<start + wanted.count].elementsEqual(wanted) {
            let place = start..<start + wanted.count
            guard isWhole(place) else { continue }
            places.append(place)
            if places.count == limit { break }
        }
        return places
    }

    private func isWhole(_ place: Range<Int>) -> Bool {
        !joinsLeft(place) && !joinsRight(place)
    }

    private func joinsLeft(_ place: Range<Int>) -> Bool {
        guard place.lowerBound > 0 else { return false }
        let before = scalars[place.lowerBound - 1]
        if before == "/" || before == "\\" { return true }
        if before == "-" || before == "." {
            return place.lowerBound > 1 && Script(scalars[place.lowerBound - 2]) == .spaced
        }
        return Script(before).joins(Script(scalars[place.lowerBound]))
    }

    /// `arby's` and `arby.com` are other words than `arby`; `arby...` is not.
    private func joinsRight(_ place: Range<Int>) -> Bool {
        guard place.upperBound < scalars.count else { return false }
        let after = scalars[place.upperBound]
        if ["'", "-", ".", "@", "/"].contains(after) {
            return place.upperBound + 1 < scalars.count && Script(scalars[place.upperBound + 1]) == .spaced
        }
        return Script(scalars[place.upperBound - 1]).joins(Script(after))
    }

    /// Where a word of a script ends: at blanks, at the end of its kind of letters, or anywhere.
    private enum Script: Equatable {
        case none, spaced, katakana, unspaced

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x30A1...0x30FA, 0x30FC...0x30FF: self = .katakana
            // Thai, Lao, Myanmar, Khmer; kana and Han.
            case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3041...0x30FF, 0x3400...0x9FFF, 0x20000...0x3FFFF:
                self = .unspaced
            default:
                let properties = scalar.properties
                let isWord = properties.isAlphabetic || properties.numericType != nil || scalar == "_"
                self = isWord ? .spaced : .none
            }
        }

        func joins(_ other: Script) -> Bool { self == other && (self == .spaced || self == .katakana) }
    }

    // MARK: Words around a name

    private static let pauses: Set<Unicode.Scalar> = [
        ",", ":", ";", "!", "?", ".", "-", "–", "—", "…", "、", "，", "。", "！", "？", "~", ")",
    ]
    private static let greetings: Set<String> = [
        "hey", "hi", "hello", "yo", "ok", "okay", "oi", "dear", "thanks", "thank you", "good morning", "good night",
        "good evening", "morning", "welcome back", "sorry", "please", "hallo", "salut", "hola", "ciao", "bonjour",
        "danke", "merci", "gracias", "guten morgen", "gute nacht", "so", "well", "wait", "no", "yes", "oh", "and you",
    ]
    private static let questionWords: Set<String> = [
        "what", "what's", "whats", "why", "how", "how's", "when", "where", "who", "who's", "which", "was", "warum",
        "wie", "wann", "wo", "wer", "wieso", "quoi", "pourquoi", "comment", "quand", "que", "como", "cuando", "donde",
        "quien", "anyone", "anybody",
    ]

    private static func isGreeting(_ words: ArraySlice<Unicode.Scalar>) -> Bool { greetings.contains(text(words)) }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
    }

    // MARK: What is spoken

    private static func spoken(_ markdown: String) -> String {
        let mayHoldMore = markdown.utf8.contains {
            $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/")
        }
        return mayHoldMore ? spoken(MarkdownDocument(parsing: markdown).blocks) : markdown
    }

    private static func spoken(_ blocks: [Block]) -> String {
        blocks.map { block in
            switch block {
            case .paragraph(let inlines), .heading(_, let inlines), .subtext(let inlines): spoken(inlines)
            case .list(_, let items): items.map { spoken($0) }.joined(separator: " \n")
            case .quote, .code: ""
            }
        }.joined(separator: " \n")
    }

    private static func spoken(_ inlines: [Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text): text
            case .styled(_, let inlines): spoken(inlines)
            case .link(_, let label): label.allSatisfy(\.isAddress) ? " \u{FFFC} " : spoken(label)
            case .lineBreak: "\n"
            case .code, .mention, .emoji, .timestamp: " \u{FFFC} "
            }
        }.joined()
    }
}

extension Inline {
    fileprivate var isAddress: Bool {
        if case .text(let text) = self { text.hasPrefix("http") } else { false }
    }
}

extension ArraySlice<Unicode.Scalar> {
    fileprivate func trimming(_ isSurplus: (Unicode.Scalar) -> Bool) -> ArraySlice {
        var slice = drop(while: isSurplus)
        while slice.last.map(isSurplus) ?? false { slice.removeLast() }
        return slice
    }
}
