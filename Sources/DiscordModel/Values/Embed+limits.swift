extension Embed {
    /// Of all embeds of a message together.
    package static let textLimit = 6000

    /// Why Discord would refuse it; empty if it would not. Texts are measured without white space around them.
    ///
    /// <https://docs.discord.com/developers/resources/message#embed-object-embed-limits>
    package var limitFaults: [String] {
        let texts: [(String, String?, Int)] =
            [
                ("title", title, 256), ("description", description, 4096), ("footer", footer?.text, 2048),
                ("author", author?.name, 256),
            ]
            + fields.enumerated().flatMap { index, field in
                [("name of field \(index)", field.name, 256), ("value of field \(index)", field.value, 1024)]
            }
        var faults = texts.compactMap { name, text, limit in
            let count = text?.trimmedCount ?? 0
            return count > limit ? "the \(name) has \(count) characters, more than \(limit)" : nil
        }
        if fields.count > 25 { faults.append("\(fields.count) fields, more than 25") }
        if textCount > Self.textLimit { faults.append("\(textCount) characters, more than \(Self.textLimit)") }
        return faults
    }

    /// What counts towards ``textLimit``.
    package var textCount: Int {
        let texts = [title, description, footer?.text, author?.name].compactMap { $0 }
        return (texts + fields.flatMap { [$0.name, $0.value] }).reduce(0) { $0 + $1.trimmedCount }
    }
}

extension String {
    fileprivate var trimmedCount: Int {
        let isSpace = \Unicode.Scalar.properties.isWhitespace
        let scalars = unicodeScalars.drop { $0[keyPath: isSpace] }
        let end = scalars.lastIndex { !$0[keyPath: isSpace] }
        return end.map { scalars[...$0].count } ?? 0
    }
}
