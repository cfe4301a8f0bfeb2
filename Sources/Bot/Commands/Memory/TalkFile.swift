import Companion
import DiscordModel
import Foundation

/// A talk as a file: a list of turns, the oldest first.
///
/// `[{"role": "user", "content": "hi", "username": "Ann", "user_id": "80351110224678912",
/// "said_at": "2026-01-31T09:30:00Z"}, …]`; only role and content are required, `user_id` may be a number.
enum TalkFile {
    static let byteLimit = 1 << 20
    static let turnLimit = 2_000
    private static let nameLimit = 100
    private static let members: Set = ["role", "content", "username", "user_id", "said_at"]

    // MARK: Writing

    /// The last of them that fit.
    ///
    /// - Returns: the file, and how many turns are in it.
    static func write(_ turns: [KeptTurn]) -> (bytes: [UInt8], count: Int) {
        var lines: [[UInt8]] = []
        var size = 4
        for turn in turns.suffix(turnLimit).reversed() {
            let line = Array(json(turn).text.utf8)
            size += line.count + 2
            guard size <= byteLimit else { break }
            lines.append(line)
        }
        let list = lines.reversed().joined(separator: Array(",\n".utf8))
        return (Array("[\n".utf8) + list + Array("\n]\n".utf8), lines.count)
    }

    private static func json(_ turn: KeptTurn) -> JSON {
        var json: JSON = [
            "role": turn.isAnswer ? "assistant" : "user", "content": .string(turn.text),
            "username": .string(turn.speakerName), "said_at": .string(turn.saidAt.formatted(.iso8601)),
        ]
        let speaker = Speaker(id: turn.speakerID, name: "")
        if !turn.isAnswer, let user = speaker.discordUser { json["user_id"] = JSON(user) }
        return json
    }

    // MARK: Reading

    /// - Throws: ``Mistake`` that names the first line of thought that is wrong.
    static func read(_ bytes: [UInt8]) throws -> [BroughtTurn] {
        guard bytes.count <= byteLimit else { throw Mistake("That file is too large: I take up to 1 MiB.") }
        let json: JSON
        do { json = try JSON(json: bytes) } catch { throw Mistake("That is no JSON file: \(error).") }
        guard let list = json.array else { throw Mistake("The file must hold a list of turns.") }
        guard !list.isEmpty else { throw Mistake("There is nothing in that file.") }
        guard list.count <= turnLimit else {
            throw Mistake("That are \(list.count) turns; I take up to \(turnLimit).")
        }
        return try list.enumerated().map { try turn($1, number: $0 + 1) }
    }

    private static func turn(_ json: JSON, number: Int) throws -> BroughtTurn {
        func wrong(_ what: String) -> Mistake { Mistake("Turn \(number) of the file \(what). Nothing was changed.") }
        guard let object = json.object else { throw wrong("is no object") }
        guard object.allSatisfy({ members.contains($0.name) }) else {
            throw wrong("has members other than \(members.sorted().joined(separator: ", "))")
        }
        guard let role = json["role"]?.string, ["user", "assistant"].contains(role) else {
            throw wrong("has another role than user or assistant")
        }
        guard let text = json["content"]?.string, !text.allSatisfy(\.isWhitespace) else { throw wrong("says nothing") }
        guard text.unicodeScalars.count <= Responder.questionLimit || role == "assistant" else {
            throw wrong("is longer than \(Responder.questionLimit) characters")
        }
        guard let user = present(json["user_id"], read: \.snowflake) else { throw wrong("has no id in user_id") }
        guard let name = present(json["username"], read: \.string), name?.contains(where: \.isNewline) != true else {
            throw wrong("has no name in username")
        }
        guard let saidAt = present(json["said_at"], read: { $0.string.flatMap { Timestamp($0) } }) else {
            throw wrong("has no time in said_at")
        }
        return BroughtTurn(
            isAnswer: role == "assistant", speakerID: user.map(Speaker.discordID),
            speakerName: String((name ?? (role == "user" ? "somebody" : "me")).prefix(nameLimit)), text: text,
            saidAt: saidAt.map { Date(timeIntervalSince1970: Double($0.microseconds) / 1_000_000) })
    }

    /// Nil where something else stands there than should.
    private static func present<Value>(_ json: JSON?, read: (JSON) -> Value?) -> Value?? {
        guard let json, !json.isNull else { return .some(nil) }
        return read(json).map { .some($0) }
    }
}
