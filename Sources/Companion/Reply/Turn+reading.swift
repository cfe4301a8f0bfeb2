extension Turn.Style {
    /// What it asks of the model.
    var sentence: String {
        switch self {
        case .direct: "You were spoken to by name: answer to the point."
        case .conversational: "You are in the middle of a talk: go on with it naturally."
        case .descriptive: "You are asked about a picture: say what you see in it."
        case .helpful: "Somebody asked everybody: be of help, briefly."
        case .casual: "Nobody asked you: a short remark of one or two sentences is enough."
        case .engaged: "They talk about something you care for: join in, in a few sentences."
        }
    }
}

extension Turn.Quoted {
    /// Of one quotation, in characters (Unicode scalars).
    static let limit = 500

    /// On one line, so that it cannot pass for a line of its own.
    var line: String {
        "> \(Self.flat(name).prefix(80)): \(Self.flat(text))"
    }

    private static func flat(_ text: String) -> String {
        let isCut = text.unicodeScalars.count > limit
        let short = isCut ? String(text.unicodeScalars.prefix(limit)) + "…" : text
        return short.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

extension KeptTurn {
    var quoted: Turn.Quoted { Turn.Quoted(name: speakerName, text: text) }
}
