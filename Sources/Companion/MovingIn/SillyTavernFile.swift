import Foundation
import Inference

/// A file of SillyTavern's, whichever it is.
enum SillyTavernFile: Sendable {
    case chat(SillyTavernChat)
    /// With how many bytes it has.
    case card(CardFile, Int)
    /// World info, or a card's book by itself, with its bytes as they were.
    case book(LoreFile, [UInt8])

    init(at path: String, timeZone: TimeZone) throws(Mistake) {
        do {
            switch URL(filePath: path).pathExtension.lowercased() {
            case "jsonl": self = .chat(try SillyTavernChat(at: path, timeZone: timeZone))
            case "png", "json": try self.init(try BoundedFile.read(path, upTo: PNGFile.sizeLimit).bytes)
            default: throw ImportFault("is no chat (.jsonl), card (.png, .json) or world info (.json) by its name")
            }
        } catch let fault as ImportFault {
            throw Mistake("\(path.onOneLine(200)) \(fault.reason).")
        } catch {
            throw Mistake("\(path.onOneLine(200)): \(error)")
        }
    }

    private init(_ bytes: [UInt8]) throws(LoreFault) {
        guard !PNGFile.isPNG(bytes) else {
            self = .card(try CardFile(png: bytes), bytes.count)
            return
        }
        let root = try LoreJSON.value(of: bytes)
        let isCard = root["entries"] == nil && root["spec"]?.string != "lorebook_v3"
        self = isCard ? .card(try CardFile(root), bytes.count) : .book(try LoreFile(bytes), bytes)
    }

    /// What it takes of memory, about.
    var byteCount: Int {
        switch self {
        case .chat(let chat): chat.messages.reduce(0) { $0 + $1.text.utf8.count }
        case .card(_, let count): count
        case .book(_, let bytes): bytes.count
        }
    }
}
