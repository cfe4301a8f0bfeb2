package import Companion
import DiscordModel
package import Foundation

/// A channel as [DiscordChatExporter](https://github.com/Tyrrrz/DiscordChatExporter) writes it as JSON.
///
/// The file is mapped, not read: a first pass finds where each message lies, then they are read one by one.
package struct DiscordExport: Sendable {
    /// A larger file is refused: its export can be cut by date.
    package static let longest = 2 << 30
    /// Messages in one file.
    package static let mostMessages = 10_000_000

    package let channelName: String
    package let place: Place
    private let file: Data
    private let messages: [Range<Int>]

    package var count: Int { messages.count }

    /// - Throws: ``DiscordExportFault``.
    package init(contentsOf file: URL) throws {
        // Mapping a pipe would wait for its writer.
        let facts = try? file.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])  // as if it were not there
        guard let facts, facts.isRegularFile == true else { throw DiscordExportFault.notAFile }
        let size = facts.fileSize ?? 0
        guard size <= Self.longest else { throw DiscordExportFault.tooLarge(size) }
        try self.init(try Data(contentsOf: file, options: .alwaysMapped))
    }

    init(_ file: Data) throws {
        let start = file.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let outline: Outline
        do {
            var json = JSONReader(file.bytes.extracting(droppingFirst: start))
            outline = try Outline(from: &json)
            try json.finish()
        } catch {
            throw DiscordExportFault.notJSON("\(error)")
        }
        guard let channel = outline.channel, !channel.id.isEmpty, let ranges = outline.messages else {
            throw DiscordExportFault.notAnExport
        }
        guard ranges.count <= Self.mostMessages else { throw DiscordExportFault.tooManyMessages(ranges.count) }
        self.file = file
        messages = ranges.map { $0.lowerBound + start..<$0.upperBound + start }
        channelName = channel.name
        let isPrivate = channel.type.hasPrefix("Direct")
        let isThread = channel.type.hasSuffix("Thread")
        place = Place(id: "discord:\(channel.id)", kind: isPrivate ? .direct : isThread ? .thread : .text)
    }

    /// What somebody wrote in some of the messages, in the file's order; nil stands for one that says nothing or
    /// cannot be read.
    package func turns(in indices: Range<Int>) -> [ImportedTurn?] {
        messages[indices.clamped(to: messages.indices)].map { range in
            var json = JSONReader(file.bytes.extracting(range))
            return try? ExportedMessage(from: &json).turn  // counted as left out
        }
    }
}

/// Why a file cannot be imported.
package enum DiscordExportFault: Error, Equatable, CustomStringConvertible {
    case notAFile
    case tooLarge(Int)
    case tooManyMessages(Int)
    case notJSON(String)
    case notAnExport

    package var description: String {
        switch self {
        case .notAFile: "There is no plain file of this name; links and pipes are not read."
        case .tooLarge(let size):
            "The file has \(size / 1_000_000) MB; up to 2,147 can be read. Export a shorter time (--after, --before)."
        case .tooManyMessages(let count):
            "The file has \(count) messages; up to \(DiscordExport.mostMessages) can be read. Export a shorter time."
        case .notJSON(let reason):
            "The file is no whole JSON document (\(reason)). Export the channel again, as JSON."
        case .notAnExport:
            "The file is no export of a Discord channel: “channel” with an “id”, and “messages”, are missing. Export it with DiscordChatExporter, as JSON."
        }
    }
}

/// The file without its messages.
private struct Outline: JSONReadable {
    struct Channel: JSONReadable {
        var id = ""
        var type = ""
        var name = ""

        init(from json: inout JSONReader) throws(JSONFault) {
            try json.object { json, key throws(JSONFault) in
                switch key {
                case "id": id = try json.identifier()
                case "type": type = try json.identifier()
                case "name": try json.read(into: &name)
                default: try json.skip()
                }
            }
        }
    }

    var channel: Channel?
    var messages: [Range<Int>]?

    init(from json: inout JSONReader) throws(JSONFault) {
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "channel": channel = try Channel(from: &json)
            case "messages":
                var ranges: [Range<Int>] = []
                try json.array { json throws(JSONFault) in ranges.append(try json.raw()) }
                messages = ranges
            default: try json.skip()
            }
        }
    }
}

private struct ExportedMessage: JSONReadable {
    private struct Author: JSONReadable {
        var id = ""
        var name = ""
        var nickname = ""

        init(from json: inout JSONReader) throws(JSONFault) {
            try json.object { json, key throws(JSONFault) in
                switch key {
                case "id": id = try json.identifier()
                case "name": name = try json.identifier()
                case "nickname": nickname = try json.identifier()
                default: try json.skip()
                }
            }
        }
    }

    private struct File: JSONReadable {
        var name = ""

        init(from json: inout JSONReader) throws(JSONFault) {
            try json.object { json, key throws(JSONFault) in
                switch key {
                case "fileName": name = try json.identifier()
                default: try json.skip()
                }
            }
        }
    }

    private var id = ""
    private var saidAt: Timestamp?
    private var content = ""
    private var author: Author?
    private var files: [File] = []

    init(from json: inout JSONReader) throws(JSONFault) {
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": id = try json.identifier()
            case "timestamp": saidAt = Timestamp(try json.identifier())
            case "content": content = try json.identifier()
            case "author": author = try Author(from: &json)
            case "attachments": try json.read(into: &files)
            default: try json.skip()
            }
        }
    }

    /// Nil where it says nothing.
    var turn: ImportedTurn? {
        let words = content + files.prefix(10).filter { !$0.name.isEmpty }.map { " [file: \($0.name)]" }.joined()
        let text = words.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !id.isEmpty, !text.isEmpty, let saidAt, let author, !author.id.isEmpty else { return nil }
        let name = [author.nickname, author.name, author.id].first { !$0.isEmpty } ?? author.id
        return ImportedTurn(
            message: id, speaker: Speaker(id: "discord:\(author.id)", name: String(name.prefix(100))),
            text: String(text.unicodeScalars.prefix(ImportedTurn.textLimit)),
            saidAt: Date(timeIntervalSince1970: Double(saidAt.milliseconds) / 1000))
    }
}

extension JSONReader {
    /// Text, a number as text, or nothing where there is null.
    fileprivate mutating func identifier() throws(JSONFault) -> String {
        switch next() {
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return "\(try int())"
        default:
            try skip()
            return ""
        }
    }
}
