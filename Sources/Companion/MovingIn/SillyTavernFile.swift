import Foundation
import Inference

/// A file of SillyTavern's, whichever it is.
enum SillyTavernFile: Sendable {
    case chat(SillyTavernChat)
    case card(CardFile)
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
            self = .card(try CardFile(png: bytes))
            return
        }
        let root = try LoreJSON.value(of: bytes)
        let isCard = root["entries"] == nil && root["spec"]?.string != "lorebook_v3"
        self = isCard ? .card(try CardFile(root)) : .book(try LoreFile(bytes), bytes)
    }
}
