import Foundation
import Inference

/// Makes a chat of its lines.
struct SillyTavernReading {
    /// What the program itself writes between the messages (`extra.type`).
    private static let programTypes: Set<String> = [
        "assistant_note", "bookmark_back", "bookmark_created", "comment", "empty", "formatting", "generic", "group",
        "help", "hotkeys", "macros", "narrator", "slash_commands", "welcome", "welcome_prompt",
    ]
    /// Bad lines that are named; of the others only the number is told.
    private static let reasonLimit = 20

    private let date: WrittenDate
    private var chat: SillyTavernChat
    private var keys: MessageKeys
    private var line = 0
    private var isChat = false

    init(id: String, date: WrittenDate) {
        self.date = date
        chat = SillyTavernChat(id: id, messages: [], leftOut: .init())
        keys = MessageKeys(.chat, owner: id)
    }

    mutating func take(_ line: LineReader.Line) throws(ImportFault) {
        self.line += 1
        guard self.line <= SillyTavernChat.lineLimit else {
            throw ImportFault("has more than \(SillyTavernChat.lineLimit) lines; split it")
        }
        switch line {
        case .tooLong: try skip("has more than \(SillyTavernChat.lineByteLimit >> 20) MiB")
        case .whole(let bytes) where bytes.allSatisfy({ $0 <= 0x20 }): break
        case .whole(let bytes): try take(bytes)
        }
    }

    mutating func finish() throws(ImportFault) -> SillyTavernChat {
        guard isChat else { throw ImportFault("is not a chat of SillyTavern: there is no message in it") }
        chat.character = chat.character ?? chat.messages.first { $0.role == .assistant }?.name
        chat.user = chat.user ?? chat.messages.first { $0.role == .user }?.name
        return chat
    }

    private mutating func take(_ bytes: [UInt8]) throws(ImportFault) {
        let value: JSONValue
        do { value = try BoundedJSON.value(of: bytes) } catch {
            return try skip(error.reason.replacing("line 1: ", with: "", maxReplacements: 1))
        }
        guard value.object != nil else { return try skip("is \(value.type), not an object") }
        if value["mes"] == nil, value["swipes"] == nil {
            guard line == 1, ["user_name", "character_name", "chat_metadata"].contains(where: { value[$0] != nil })
            else { return try skip("has no message in it") }
            takeHeader(value)
        } else {
            try takeMessage(value)
        }
        isChat = true
    }

    private mutating func takeHeader(_ value: JSONValue) {
        chat.character = Self.realName(value["character_name"])
        chat.user = Self.realName(value["user_name"])
        chat.createdAt = date.moment(value["create_date"])
    }

    /// Newer versions write `unused` instead of a name.
    private static func realName(_ value: JSONValue?) -> String? { value?.name.flatMap { $0 == "unused" ? nil : $0 } }

    private mutating func takeMessage(_ value: JSONValue) throws(ImportFault) {
        let isOfProgram = (value["extra"]?["type"]?.string).map(Self.programTypes.contains) ?? false
        if isOfProgram { return chat.leftOut.system += 1 }
        if value["is_system"]?.bool == true { return chat.leftOut.hidden += 1 }
        guard let shown = Self.shown(value) else { return try skip("“mes” is no text") }
        guard let text = JSONValue.string(shown).words else { return chat.leftOut.empty += 1 }
        guard text.utf8.count <= ImportedMessage.byteLimit else {
            return try skip("its message has more than \(ImportedMessage.byteLimit >> 10) kB")
        }
        guard let isUser = value["is_user"]?.bool else { return try skip("“is_user” is not true or false") }
        chat.messages.append(message(isUser ? .user : .assistant, text, value))
    }

    private mutating func message(_ role: ImportedMessage.Role, _ text: String, _ value: JSONValue) -> ImportedMessage {
        let name = value["name"]?.name
        let saidAt = date.moment(value["send_date"])
        // As it is written: the key must not depend on a zone.
        let when = value["send_date"]?.text ?? ""
        let hash = ContentHash.of(role.rawValue, name ?? "", text, when)
        return ImportedMessage(role: role, text: text, name: name, saidAt: saidAt, key: keys.key(for: hash))
    }

    /// What stands in the chat; of several answers the one that was chosen. Nil for what is no text.
    private static func shown(_ value: JSONValue) -> String? {
        if let text = text(value["mes"]) { return text }
        guard let swipes = value["swipes"]?.array else { return nil }
        let chosen = value["swipe_id"]?.integer ?? 0
        return swipes.indices.contains(chosen) ? text(swipes[chosen]) : nil
    }

    /// Some programs wrap it in an object.
    private static func text(_ value: JSONValue?) -> String? { value?.string ?? value?["message"]?.string }

    private mutating func skip(_ reason: String) throws(ImportFault) {
        chat.leftOut.bad += 1
        if chat.leftOut.reasons.count < Self.reasonLimit {
            chat.leftOut.reasons.append("line \(line): \(reason)".onOneLine(200))
        }
        guard chat.leftOut.bad <= SillyTavernChat.badLineLimit else {
            throw ImportFault("is not a chat of SillyTavern: more than \(SillyTavernChat.badLineLimit) lines are none")
        }
    }
}
