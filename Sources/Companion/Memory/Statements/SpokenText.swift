/// What a person says themselves in a text: without code, quotations, spoilers, what is played, and what was pasted.
enum SpokenText {
    static func lines(of text: String) -> [String] {
        var lines: [String] = []
        for line in Quotations.removed(from: text).split(whereSeparator: \.isNewline) {
            let line = line.drop { $0.isWhitespace }
            // All that follows is quoted, or pasted.
            guard !line.hasPrefix(">>>"), !PastedText.begins(line) else { break }
            guard line.first != ">", !line.hasPrefix("/me"), !line.contains("♪") else { continue }
            if let own = PastedText.own(line) { lines.append(own) }
        }
        return lines
    }
}

/// Talk that somebody pasted: who speaks stands before it, or behind it.
enum PastedText {
    /// Whether this line and all after it were copied from elsewhere: a mail's head, "Bob — Today at 5:30 PM".
    static func begins(_ line: Substring) -> Bool {
        let words = line.split(separator: " ")
        guard let first = words.first?.lowercased(), words.count <= 12 else { return false }
        if mailHeads.contains(first) { return true }
        if ["wrote:", "schrieb:", "said:", "sagte:"].contains(words.last?.lowercased() ?? "") { return true }
        guard words.contains(where: isTime) else { return false }
        return first.hasPrefix("[") || first.first?.isNumber == true && line.contains(": ")
            || words.contains { ["—", "–", "-", "today", "heute", "yesterday", "gestern"].contains($0.lowercased()) }
                && words.contains { ["at", "um"].contains($0.lowercased()) }
    }

    /// The line without what follows a name; nil where somebody's name stands behind it.
    static func own(_ line: Substring) -> String? {
        if let tail = tail(of: line), isName(tail, most: 3) { return nil }
        for mark in [": ", " - ", " – ", " — "] {
            guard let head = line.firstRange(of: mark).map({ line[..<$0.lowerBound] }) else { continue }
            let isHead = mark == ": " ? isSpeaker(head) : isName(head, most: 2) && !isAnnouncement(head)
            if isHead { return String(head) }
        }
        return String(line)
    }

    private static func tail(of line: Substring) -> Substring? {
        for mark in [" - ", " – ", " — ", " ~ ", " ~", " —", " -"] {
            guard let found = line.ranges(of: mark).last else { continue }
            let before = line[..<found.lowerBound].split(separator: " ").count
            if before >= 3 { return line[found.upperBound...] }
        }
        return nil
    }

    /// "Bob:" or "evil wizard:", but not "news:" or "ok in english:".
    private static func isSpeaker(_ head: Substring) -> Bool {
        let words = head.split { $0 == " " || $0 == "," }
        return (1...3).contains(words.count) && !isAnnouncement(head)
    }

    private static func isAnnouncement(_ head: Substring) -> Bool {
        head.lowercased().split { !$0.isLetter }.contains { announcements.contains(String($0)) }
    }

    private static func isName(_ text: Substring, most: Int) -> Bool {
        let words = text.split(separator: " ")
        return (1...most).contains(words.count)
            && words.allSatisfy { $0.first?.isUppercase == true && $0.allSatisfy { $0.isLetter || "'-.".contains($0) } }
            && !words.contains { ["I", "Ich", "Im"].contains($0) }
    }

    /// "17:30", "5:30".
    private static func isTime(_ word: Substring) -> Bool {
        let parts = word.drop { $0 == "[" || $0 == "(" }.split(separator: ":")
        guard parts.count >= 2, let hour = parts.first, let minute = parts.dropFirst().first else { return false }
        return (1...2).contains(hour.count) && hour.allSatisfy(\.isNumber) && minute.prefix(2).count == 2
            && minute.prefix(2).allSatisfy(\.isNumber)
    }

    private static let mailHeads: Set<String> = [
        "from:", "to:", "subject:", "sent:", "cc:", "von:", "an:", "betreff:", "gesendet:", "de:", "para:", "asunto:",
        "objet:", "fwd:", "fw:", "quote:", "zitat:",
    ]
    private static let announcements = Set(
        words: """
            i im my we ich mein meine wir update news edit ps fact facts note psa fyi btw ok okay also so well \
            anyway hi hello hey confession intro introduction about english german deutsch hobby hobbies age name job \
            home goal goals dream life location pronouns birthday favourite favorite fave neuigkeiten nachtrag \
            vorstellung info steckbrief alter beruf wohnort ziel traum mein new neu big today heute tldr reminder \
            status now jetzt correction korrektur short story long
            """)
}
