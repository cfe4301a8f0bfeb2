import Inference

/// The members of one JSON object while they are taken out by name and type.
///
/// Nothing is thrown: what is missing or of the wrong type is written into the
/// log with its line, and reading goes on, so that all faults are seen at once.
struct Fields {
    let log: FaultLog
    /// Where the object begins.
    let line: Int
    private let path: String
    private let members: [String: MarkedJSON.Member]
    /// Every member in the order of the file, for objects that allow any names.
    let all: [MarkedJSON.Member]

    /// - Parameter known: the names that have a meaning; nil where any name may stand.
    init?(_ node: MarkedJSON, path: String = "", known: [String]?, log: FaultLog) {
        guard case .object(let written) = node.value else {
            log.refuse(node.line, "\(path.isEmpty ? "the file" : "“\(path)”") must be an object, not \(node.kind)")
            return nil
        }
        self.log = log
        line = node.line
        self.path = path
        let members = Dictionary(written.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
        self.members = members
        all = written.filter { members[$0.name] == $0 }
        for member in written where members[member.name] != member {
            log.warn(member.line, "“\(member.name.prefix(60))” stands here twice, the last one counts")
        }
        guard let known else { return }
        for member in all.lazy.filter({ !known.contains($0.name) }).prefix(20) {
            let hint = NearestWord.hint(for: member.name, among: known)
            log.warn(member.line, "unknown key “\(member.name.prefix(60))”\(hint)")
        }
    }

    // MARK: required

    func text(_ name: String, joining separator: String = "; ") -> String {
        required(name) { text(ifAny: name, joining: separator) } ?? ""
    }

    func texts(_ name: String) -> [String] { required(name) { texts(ifAny: name) } ?? [] }

    func object(_ name: String, known: [String]?) -> Fields? {
        required(name) { object(ifAny: name, known: known) }
    }

    /// One of a few words; nil, with a warning, where it is another.
    func word<Word: RawRepresentable & CaseIterable>(_ name: String) -> Word? where Word.RawValue == String {
        required(name) { word(ifAny: name) }
    }

    private func required<Value>(_ name: String, _ read: () -> Value?) -> Value? {
        if value(name) == nil { log.refuse(members[name]?.line ?? line, "“\(full(name))” is missing") }
        return read()
    }

    // MARK: optional

    /// A text, or a list of texts in its place. Empty counts as missing.
    func text(ifAny name: String, joining separator: String = "; ") -> String? {
        guard let node = value(name), let parts = strings(node, name) else { return nil }
        if parts.isEmpty { log.refuse(node.line, "“\(full(name))” is empty") }
        return parts.joined(separator: separator)
    }

    /// A list of texts, one text in its place, or an object of both, whose names only sort them.
    func texts(ifAny name: String) -> [String]? { value(name).flatMap { strings($0, name) } }

    func number(ifAny name: String, in range: ClosedRange<Double>) -> Double? {
        guard let node = value(name) else { return nil }
        if case .number(let number) = node.value, range.contains(number) { return number }
        let (lowest, highest) = (NumberText.short(range.lowerBound), NumberText.short(range.upperBound))
        log.refuse(node.line, "“\(full(name))” must be a number from \(lowest) to \(highest)")
        return nil
    }

    func flag(ifAny name: String) -> Bool? {
        guard let node = value(name) else { return nil }
        if case .bool(let flag) = node.value { return flag }
        log.refuse(node.line, "“\(full(name))” must be true or false, not \(node.kind)")
        return nil
    }

    func word<Word: RawRepresentable & CaseIterable>(ifAny name: String) -> Word? where Word.RawValue == String {
        guard let written = text(ifAny: name), !written.isEmpty else { return nil }
        let word = Word(rawValue: written)
        if word == nil {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            log.warn(line(of: name), "“\(written.prefix(60))” is not one of \(words); left aside")
        }
        return word
    }

    func object(ifAny name: String, known: [String]?) -> Fields? {
        value(name).flatMap { Fields($0, path: full(name), known: known, log: log) }
    }

    /// Whatever stands there.
    func json(ifAny name: String) -> JSONValue? { value(name)?.json }

    /// Warns of texts in the list that name nothing: `kind` says what they should name.
    func warn(ofUnknown kind: String, in name: String, known: [String]) {
        for text in value(name)?.texts ?? [] where !known.contains(text.name) {
            let hint = NearestWord.hint(for: text.name, among: known)
            log.warn(text.line, "there is no \(kind) “\(text.name.prefix(60))”\(hint)")
        }
    }

    func line(of name: String) -> Int { members[name]?.line ?? line }

    /// Null counts as missing.
    private func value(_ name: String) -> MarkedJSON? {
        guard let node = members[name]?.value, node.value != .null else { return nil }
        return node
    }

    private func full(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// Nil where something in it is no text.
    private func strings(_ node: MarkedJSON, _ name: String) -> [String]? {
        var parts: [[String]?]
        switch node.value {
        case .string(let text):
            let trimmed = text.trimming(\.isWhitespace)
            return trimmed.isEmpty ? [] : [trimmed]
        case .array(let items): parts = items.map { strings($0, name) }
        case .object(let members): parts = members.map { strings($0.value, name) }
        default:
            log.refuse(node.line, "“\(full(name))” must be text or a list of texts, not \(node.kind)")
            return nil
        }
        return parts.contains(nil) ? nil : parts.flatMap { $0 ?? [] }
    }
}

extension MarkedJSON {
    /// Without its lines; of a name that stands there twice, the last one counts.
    fileprivate var json: JSONValue {
        switch value {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .number(let number): .number(number)
        case .string(let text): .string(text)
        case .array(let items): .array(items.map(\.json))
        case .object(let members):
            .object(Dictionary(members.map { ($0.name, $0.value.json) }, uniquingKeysWith: { _, last in last }))
        }
    }

    /// Every text in it, with its line.
    fileprivate var texts: [(name: String, line: Int)] {
        switch value {
        case .string(let text): [(text, line)]
        case .array(let items): items.flatMap(\.texts)
        case .object(let members): members.flatMap(\.value.texts)
        default: []
        }
    }
}
