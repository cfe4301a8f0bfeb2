import Foundation
import Inference

/// Reads a history, which is a list of messages, or an archive, which is an object around one.
struct OldTalkReading {
    let channel: String
    let local: WrittenDate
    var keys: MessageKeys
    private(set) var messages: [ImportedMessage] = []
    private(set) var skipped = SkippedParts()
    /// What an archive says of when its talk ended.
    private(set) var endedBy: Date?
    private var position = 0

    init(channel: String, local: WrittenDate, keys: MessageKeys) {
        self.channel = channel
        self.local = local
        self.keys = keys
    }

    mutating func read(_ bytes: [UInt8]) throws(ImportFault) {
        var json = try BoundedJSON(bytes)
        switch json.next() {
        case UInt8(ascii: "["): try readMessages(&json)
        case UInt8(ascii: "{"): try readArchive(&json)
        default:
            _ = try json.value()
            throw ImportFault("is no list of messages")
        }
        try json.finish()
    }

    private mutating func readArchive(_ json: inout BoundedJSON) throws(ImportFault) {
        var members: [String: JSONValue] = [:]
        var hasMessages = false
        var reading = self
        try json.object { json, name throws(ImportFault) in
            if name == "messages", json.next() == UInt8(ascii: "["), !hasMessages {
                hasMessages = true
                try reading.readMessages(&json)
            } else {
                members[name] = try json.value()
            }
        }
        self = reading
        guard hasMessages else { throw ImportFault("has no list “messages”") }
        if let named = members["channel_id"], named.id != channel {
            throw ImportFault("is called after one channel and names another inside")
        }
        endedBy = local.moment(members["original_modified"]) ?? local.moment(members["archived_at"])
    }

    private mutating func readMessages(_ json: inout BoundedJSON) throws(ImportFault) {
        var reading = self
        try json.array { json throws(ImportFault) in reading.take(try json.value()) }
        self = reading
    }

    private mutating func take(_ value: JSONValue) {
        position += 1
        let place = "message \(position)"
        guard let written = value["role"]?.string, let text = value["content"]?.words else {
            return skipped.skip(place, value.object == nil ? "is \(value.type)" : "has no role or no text")
        }
        guard let role = ImportedMessage.Role(rawValue: written) else {
            return skipped.skip(place, "is by “\(written.onOneLine(20))”, not by a user or the assistant")
        }
        guard text.utf8.count <= ImportedMessage.byteLimit else {
            return skipped.skip(place, "has more than \(ImportedMessage.byteLimit >> 10) kB")
        }
        messages.append(message(role, text, value))
    }

    private mutating func message(_ role: ImportedMessage.Role, _ text: String, _ value: JSONValue) -> ImportedMessage {
        let user = role == .user ? value["user_id"]?.id : nil
        let name = role == .user ? value["username"]?.name : nil
        // As it is written: the key must not depend on a zone.
        let when = value["timestamp"]?.text ?? ""
        let hash = ContentHash.of(role.rawValue, user ?? name ?? "", text, when)
        return ImportedMessage(
            role: role, text: text, name: name, userID: user, saidAt: local.moment(value["timestamp"]),
            key: keys.key(for: hash))
    }
}
