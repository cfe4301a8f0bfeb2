/// A passage on one line, and where its words stand.
struct ExcerptText {
    struct Word {
        let range: Range<Int>
        /// In lower case.
        let plain: String
        let beginsSentence: Bool
    }

    private(set) var characters: [Character] = []
    private(set) var words: [Word] = []

    init(_ passage: String) {
        for character in passage {
            if !character.isWhitespace {
                characters.append(character)
            } else if let last = characters.last, last != " " {
                characters.append(" ")
            }
        }
        if characters.last == " " { characters.removeLast() }
        findWords()
    }

    private mutating func findWords() {
        var start: Int?
        var beginsSentence = true
        func word(_ range: Range<Int>) -> Word {
            Word(range: range, plain: String(characters[range]).lowercased(), beginsSentence: beginsSentence)
        }
        for (index, character) in characters.enumerated() {
            let isAlone = character.isWordAlone
            if let first = start, isAlone || !character.isPartOfWord {
                words.append(word(first..<index))
                beginsSentence = false
                start = nil
            }
            if isAlone {
                words.append(word(index..<(index + 1)))
                beginsSentence = false
            } else if character.isPartOfWord {
                start = start ?? index
            } else if ".!?…:。！？".contains(character) {
                beginsSentence = true
            }
        }
        if let start { words.append(word(start..<characters.count)) }
    }
}

extension Character {
    /// Letters, digits, and signs that hold a word together.
    fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "_" }

    /// A character of a script that puts no spaces between words.
    fileprivate var isWordAlone: Bool {
        guard let scalar = unicodeScalars.first else { return false }
        return switch scalar.value {
        case 0x0E00..<0x0E80, 0x3040..<0x3100, 0x3400..<0x4DC0, 0x4E00..<0xA000, 0xF900..<0xFB00, 0x20000..<0x32000:
            true
        default: false
        }
    }
}
