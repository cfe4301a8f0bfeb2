import HTTPTypes
import Inference

/// One setting as the settings page shows it.
package struct EditableSetting: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case text
        case integer(ClosedRange<Int>)
        case decimal(ClosedRange<Double>)
        case flag
        case choice([String])
        /// Can be set, replaced and cleared, never read.
        case secret
        /// Several texts; kept with commas between them.
        case list
    }

    package enum TakesEffect: String, Sendable, Encodable { case now, onRestart }

    package var key: String
    package var group: String
    /// What it is for, in a sentence.
    package var summary: String
    package var kind: Kind
    /// As text; for a secret nothing but whether it is set (non-nil).
    package var value: String?
    /// Where the value comes from: `default`, `environment`, `.env line 3`, `acore.yaml line 2`, `settings page`.
    package var source: String
    /// Set elsewhere, where it wins: shown, but not changed here.
    package var isPinned: Bool
    package var takesEffect: TakesEffect

    package init(
        key: String, group: String, summary: String, kind: Kind, value: String?, source: String,
        isPinned: Bool = false, takesEffect: TakesEffect = .now
    ) {
        self.key = key
        self.group = group
        self.summary = summary
        self.kind = kind
        self.value = value
        self.source = source
        self.isPinned = isPinned
        self.takesEffect = takesEffect
    }
}

extension EditableSetting.Kind {
    /// The longest text a setting takes, in bytes.
    static let textLimit = 4096

    /// Turns what the page sent into the text that is kept.
    ///
    /// - Throws: ``WebError`` 400, saying what would be right.
    func text(of value: JSONValue) throws(WebError) -> String {
        switch self {
        case .text, .secret: return try Self.line(value)
        case .integer(let range):
            guard let number = value.integer, range.contains(number) else {
                throw Self.wrong("a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return String(number)
        case .decimal(let range):
            guard let number = value.number, range.contains(number) else {
                throw Self.wrong("a number from \(range.lowerBound) to \(range.upperBound)")
            }
            return String(number)
        case .flag:
            guard let flag = value.bool else { throw Self.wrong("true or false") }
            return String(flag)
        case .choice(let choices):
            guard let text = value.string, choices.contains(text) else {
                throw Self.wrong("one of \(choices.joined(separator: ", "))")
            }
            return text
        case .list:
            guard let items = value.array else { throw Self.wrong("a list of texts") }
            var texts: [String] = []
            for item in items { texts.append(try Self.line(item)) }
            guard !texts.contains(where: { $0.contains(",") }) else {
                throw Self.wrong("a list of texts without commas")
            }
            return try Self.line(.string(texts.joined(separator: ",")))
        }
    }

    private static func line(_ value: JSONValue) throws(WebError) -> String {
        guard let text = value.string, text.utf8.count <= textLimit,
            !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
        else { throw wrong("one line of text of at most \(textLimit) bytes") }
        return text
    }

    private static func wrong(_ wanted: String) -> WebError {
        WebError(.badRequest, "This should be \(wanted).", code: "bad_value", field: "value")
    }
}

/// As the page reads it: `{"key":…,"kind":"integer","minimum":1,"maximum":9,"value":"3",…}`.
extension EditableSetting: Encodable {
    private enum CodingKeys: String, CodingKey {
        case key, group, summary, kind, minimum, maximum, choices, value, isSet, source, isPinned, takesEffect
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(key, forKey: .key)
        try fields.encode(group, forKey: .group)
        try fields.encode(summary, forKey: .summary)
        try fields.encode(source, forKey: .source)
        try fields.encode(isPinned, forKey: .isPinned)
        try fields.encode(takesEffect, forKey: .takesEffect)
        try fields.encode(value != nil, forKey: .isSet)
        switch kind {
        case .secret:
            try fields.encode("secret", forKey: .kind)
            return
        case .text: try fields.encode("text", forKey: .kind)
        case .flag: try fields.encode("flag", forKey: .kind)
        case .list: try fields.encode("list", forKey: .kind)
        case .integer(let range):
            try fields.encode("integer", forKey: .kind)
            try fields.encode(range.lowerBound, forKey: .minimum)
            try fields.encode(range.upperBound, forKey: .maximum)
        case .decimal(let range):
            try fields.encode("decimal", forKey: .kind)
            try fields.encode(range.lowerBound, forKey: .minimum)
            try fields.encode(range.upperBound, forKey: .maximum)
        case .choice(let choices):
            try fields.encode("choice", forKey: .kind)
            try fields.encode(choices, forKey: .choices)
        }
        try fields.encode(value, forKey: .value)
    }
}
