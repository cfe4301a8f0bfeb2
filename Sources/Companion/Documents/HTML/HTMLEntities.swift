/// What `&amp;`, `&#228;` and `&#xE4;` stand for.
/// <https://html.spec.whatwg.org/multipage/named-characters.html>
enum HTMLEntities {
    /// Bytes of an entity without its two signs. Longer ones are text.
    private static let lengthLimit = 10

    /// Appends `text` with its entities resolved. What is none stays as it is written.
    static func append(_ text: ArraySlice<UInt8>, to plain: inout [UInt8]) {
        var rest = text
        while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
            plain += rest[..<start]
            rest = rest[start...]
            let name = rest.dropFirst().prefix(lengthLimit + 1).prefix { $0 != UInt8(ascii: ";") }
            let end = name.endIndex
            if end < rest.endIndex, rest[end] == UInt8(ascii: ";"), let character = character(named: name) {
                plain += Array(character.utf8)
                rest = rest[(end + 1)...]
            } else {
                plain.append(UInt8(ascii: "&"))
                rest = rest.dropFirst()
            }
        }
        plain += rest
    }

    private static func character(named name: ArraySlice<UInt8>) -> String? {
        guard name.first == UInt8(ascii: "#") else { return names[String(decoding: name, as: UTF8.self)] }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first?.lowered == UInt8(ascii: "x")
        let written = String(decoding: isHexadecimal ? digits.dropFirst() : digits, as: UTF8.self)
        guard written.first?.isHexDigit == true else { return nil }
        return UInt32(written, radix: isHexadecimal ? 16 : 10).map(character)
    }

    static func character(numbered number: UInt32) -> String {
        switch number {
        case 0x80..<0xA0: String(TextDecoding.character(windows1252: UInt8(number)))
        case 9, 10, 13, 0xA0: " "
        case 0: "\u{FFFD}"
        case 1..<0x20, 0x7F, 0xAD: ""
        default: Unicode.Scalar(number).map { String($0) } ?? "\u{FFFD}"
        }
    }

    /// A space that keeps words on one line is a space, and a place where a word may be broken is nothing.
    private static let names: [String: String] = {
        var names = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "ensp": " ", "emsp": " ", "thinsp": " ",
            "zwnj": "", "zwj": "\u{200D}", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚",
            "ldquo": "“", "rdquo": "”", "bdquo": "„", "lsaquo": "‹", "rsaquo": "›", "hellip": "…", "bull": "•",
            "dagger": "†", "Dagger": "‡", "permil": "‰", "prime": "′", "Prime": "″", "euro": "€", "trade": "™",
            "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓", "harr": "↔", "rArr": "⇒", "hArr": "⇔", "minus": "−",
            "infin": "∞", "ne": "≠", "equiv": "≡", "le": "≤", "ge": "≥", "asymp": "≈", "sum": "∑", "prod": "∏",
            "radic": "√", "int": "∫", "part": "∂", "nabla": "∇", "isin": "∈", "cap": "∩", "cup": "∪", "forall": "∀",
            "exist": "∃", "and": "∧", "or": "∨", "OElig": "Œ", "oelig": "œ", "Scaron": "Š", "scaron": "š", "Yuml": "Ÿ",
            "fnof": "ƒ", "check": "✓", "star": "☆", "hearts": "♥", "num": "#", "excl": "!", "percnt": "%", "lpar": "(",
            "rpar": ")", "comma": ",", "period": ".", "colon": ":", "semi": ";", "quest": "?", "lowbar": "_",
            "lsqb": "[", "rsqb": "]", "lcub": "{", "rcub": "}", "verbar": "|", "sol": "/", "bsol": "\\", "commat": "@",
            "dollar": "$", "ast": "*", "plus": "+", "equals": "=", "Tab": " ", "NewLine": " ",
        ]
        for (offset, name) in latin.split(separator: " ").enumerated() {
            names[String(name)] = character(numbered: 0xA0 + UInt32(offset))
        }
        for (offset, name) in greek.split(separator: " ").enumerated() {
            guard let large = Unicode.Scalar(0x391 + UInt32(offset)), let small = Unicode.Scalar(0x3B1 + UInt32(offset))
            else { continue }
            names[name.prefix(1).uppercased() + name.dropFirst()] = String(large)
            names[String(name)] = String(small)
        }
        return names
    }()

    /// U+00A0 to U+00FF in order.
    private static let latin = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
        micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig \
        Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times \
        Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave \
        eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
        uacute ucirc uuml yacute thorn yuml
        """
    /// Alpha to omega in order, with the second sigma, which is written so only at the end of a word.
    private static let greek = """
        alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau \
        upsilon phi chi psi omega
        """
}
