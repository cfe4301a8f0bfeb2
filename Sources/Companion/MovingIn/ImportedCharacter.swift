import Foundation
import Inference

/// A character's file, made of what a card of SillyTavern tells.
///
/// A card is mostly prose: its description and scenario go where the prompt tells who and where somebody is, and what
/// it has no words for stays empty. Orders to a model are left out: frameworks give these.
struct ImportedCharacter: Sendable {
    /// Sample lines beyond these are left out, and so are longer ones.
    private static let sampleLimit = 12
    private static let sampleLength = 400
    private static let summaryLength = 120

    let id: String
    let name: String
    let bytes: [UInt8]
    /// Of the card, what a character's file has no place for.
    let left: [String]

    /// - Throws: ``Mistake`` where the card does not tell enough, or too much for a prompt.
    init(_ card: CardFile) throws(Mistake) {
        let text = CardWords(card.data)
        let name = text["name"].onOneLine(60)
        guard name.contains(where: { $0.isLetter || $0.isNumber }) else {
            throw Mistake("The character has no name that can be read.")
        }
        let who = [text["description"], text["personality"]].first { !$0.isEmpty }
        guard let who else { throw Mistake("The card says nothing of the character but the name.") }
        (self.name, id) = (name, FileStem.of(name, else: "character"))
        bytes = Self.file(id, name, who, text).bytes
        left = ["system_prompt", "post_history_instructions"].filter { !text[$0].isEmpty }.map {
            "“\($0)” is left out; a framework says how characters behave"
        }
        try Self.check(bytes, id)
    }

    private static func file(_ id: String, _ name: String, _ who: String, _ text: CardWords) -> JSONValue {
        let traits = who == text["personality"] ? "" : text["personality"]
        let summary = text["creator_notes"].split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return .object([
            "character_id": .string(id), "display_name": .string(name), "version": "1.0",
            "description": .string(
                summary.isEmpty ? "From a character card." : summary.excerpt(upTo: summaryLength)),
            "identity": .object([
                "who": .string("the character of this description:\n" + who),
                "from": "a story of your own",
                "current_state": .string(text["scenario"].isEmpty ? "here, in this talk" : text["scenario"]),
                "core_traits": .array(traits.isEmpty ? [] : [.string(traits)]), "speaking_style": [],
            ]),
            "knowledge_domain": ["expertise": []], "opinions": ["loves": [], "hates": []],
            "voice_and_tone": [:], "quirks": [:],
            "greetings": .array(text.greetings.map { .string($0) }),
            "sample_lines": .array(
                text.samples(of: name).filter { $0.count <= sampleLength }.prefix(sampleLimit).map { .string($0) }),
        ])
    }

    /// It must be what the persona library reads.
    private static func check(_ bytes: [UInt8], _ id: String) throws(Mistake) {
        let log = FaultLog(path: id + ".json")
        if bytes.count > PersonaFolder.byteLimit {
            log.refuse(nil, "it is larger than \(PersonaFolder.byteLimit / 1024) kB")
        } else {
            do {
                let read = try MarkedJSONReader.read(String(decoding: bytes, as: UTF8.self))
                _ = CharacterSheet(read, id: id, log: log)
            } catch {
                log.refuse(error.line, error.reason)
            }
        }
        guard let fault = log.faults.first(where: { $0.severity == .error }) else { return }
        throw Mistake("The card does not make a character: \(fault.reason).")
    }
}

/// A card's texts, with its macros filled in.
private struct CardWords {
    /// Further greetings are left out.
    private static let greetingLimit = 20
    /// Beside letters, what a text may hold.
    private static let breaks: Set<Unicode.Scalar> = ["\t", "\n"]

    private let data: JSONValue
    private let name: String

    init(_ data: JSONValue) {
        self.data = data
        name = data["name"]?.words ?? ""
    }

    /// As it stands in a prompt.
    subscript(key: String) -> String { filled(data[key], user: "the person you talk with") }

    var greetings: [String] {
        let others = data["alternate_greetings"]?.array ?? []
        return ([data["first_mes"] ?? .null] + others.prefix(Self.greetingLimit)).map { filled($0, user: "you") }
            .filter { !$0.isEmpty }
    }

    /// What the character says in the examples, line by line.
    func samples(of name: String) -> [String] {
        filled(data["mes_example"], user: "{user}").split(whereSeparator: \.isNewline).compactMap { line in
            guard line.hasPrefix("\(name):") else { return nil }
            let words = line.dropFirst(name.count + 1).trimmed.replacing("{user}", with: "you")
            return words.isEmpty ? nil : words
        }
    }

    private func filled(_ value: JSONValue?, user: String) -> String {
        guard var text = value?.words else { return "" }
        for macro in ["{{char}}", "{{Char}}", "{{CHAR}}", "<BOT>"] { text = text.replacing(macro, with: name) }
        for macro in ["{{user}}", "{{User}}", "{{USER}}", "<USER>"] { text = text.replacing(macro, with: user) }
        let plain = text.unicodeScalars.filter { $0.value >= 0x20 || Self.breaks.contains($0) }
        return String(String.UnicodeScalarView(plain))
    }
}
