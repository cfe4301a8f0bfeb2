/// Knows, character by character, where a sentence ends.
struct SentenceEnd {
    /// Letters of the word that stands before a full stop, as far as it matters.
    private static let wordLimit = 6

    private var word: [UInt8] = []
    private var isClosed = false
    private var isSure = false

    /// Whether a sentence ends with this character, which is the white space behind it, or a full stop that needs none.
    mutating func ends(with scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": note(scalar)
        case "。", "！", "？": return next.map { !Self.closers.contains($0) } ?? true
        case ".": isClosed = !isAbbreviation
        case "!", "?", "…": (isClosed, isSure) = (true, true)
        case _ where Self.closers.contains(scalar): break
        case _ where scalar.isBlank:
            defer { if next?.isBlank != true { (isClosed, isSure, word) = (false, false, []) } }
            // More white space belongs to the sentence too.
            guard isClosed, let next, !next.isBlank else { return false }
            return isSure || !next.properties.isLowercase
        default: note(scalar)
        }
        return false
    }

    private mutating func note(_ scalar: Unicode.Scalar) {
        (isClosed, isSure) = (false, false)
        guard word.count < Self.wordLimit else { return }
        word.append(scalar.isASCII ? UInt8(truncatingIfNeeded: scalar.value).lowered : 0xFF)
    }

    /// A letter, a number, or a word that is often cut short: “J.”, “3.”, “e.g.”, “Dr.”
    private var isAbbreviation: Bool {
        guard let first = word.first else { return false }
        let isNumber = word.allSatisfy(\.isDigit)
        return word.count == 1 && first.isLetter || isNumber && word.count <= 3 || Self.abbreviations.contains(word)
    }

    private static let closers: Set<Unicode.Scalar> = [
        "\"", "'", ")", "]", "”", "’", "»", "›", "“", "*", "_", "`", "」", "』", "）",
    ]
    private static let abbreviations = Set(
        """
        dr mr mrs ms prof st vs etc eg ie cf al no nr vol fig abs art bzw ca usw inkl ggf evtl vgl str tel zb dh ua jan \
        feb mar apr jun jul aug sep sept oct okt nov dec dez approx dept est inc ltd co corp jr sr pp ed eds
        """.split(separator: " ").map { Array($0.utf8) })
}
