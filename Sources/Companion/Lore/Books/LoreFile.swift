import Inference

/// A file with a lorebook in it, whichever of the known ones it is, which can be written back with the book changed.
package struct LoreFile: Sendable {
    package var book: Lorebook
    /// What could not be understood.
    package private(set) var faults: [LoreFault] = []
    private var frame: Frame

    /// What stands around the book.
    private enum Frame: Sendable {
        case none(LoreShape)
        /// The outer object of a `lorebook_v3` file.
        case wrapper([String: JSONValue])
        case card(CardFile)
    }

    /// World info, a `character_book` by itself or as `lorebook_v3`, or a card as JSON or PNG that has one.
    package init(_ bytes: [UInt8]) throws(LoreFault) {
        if PNGFile.isPNG(bytes) {
            try self.init(CardFile(png: bytes))
            return
        }
        let root = try LoreJSON.value(of: bytes)
        try Self.refuseOthers(root)
        if root["spec"]?.string?.hasPrefix("chara_card_") == true {
            try self.init(CardFile(root))
        } else {
            try self.init(root)
        }
    }

    /// A book that was made here, as a file of its own.
    package init(_ book: Lorebook, as shape: LoreShape) {
        self.book = book
        frame = shape == .worldInfo ? .none(.worldInfo) : .wrapper(["spec": "lorebook_v3"])
    }

    private init(_ card: CardFile) throws(LoreFault) {
        guard let book = card.book else {
            throw LoreFault(
                card.faults.first.map { "The card's lorebook is of no use: \($0)" } ?? "The card has no lorebook.")
        }
        self.book = book
        faults = card.faults
        frame = .card(card)
    }

    private init(_ root: JSONValue) throws(LoreFault) {
        var faults: [LoreFault] = []
        if root["spec"]?.string == "lorebook_v3" {
            frame = .wrapper(root.object ?? [:])
            book = try Lorebook(characterBook: root["data"] ?? .null, faults: &faults)
        } else {
            let shape = Self.shape(of: root)
            frame = .none(shape)
            book =
                switch shape {
                case .worldInfo: try Lorebook(worldInfo: root, faults: &faults)
                case .characterBook: try Lorebook(characterBook: root, faults: &faults)
                }
        }
        self.faults = faults
    }

    /// The file with the book as it is now. It is the same JSON, or the same picture, as long as nothing was changed.
    package var bytes: [UInt8] {
        switch frame {
        case .none(let shape): return book.value(as: shape).bytes
        case .wrapper(var members):
            members["data"] = book.characterBook
            return JSONValue.object(members).bytes
        case .card(var card):
            card.book = book
            return card.bytes
        }
    }

    /// A list whose entries name their keys as cards do is the book of a card.
    private static func shape(of root: JSONValue) -> LoreShape {
        guard let entries = root["entries"]?.array else { return .worldInfo }
        return entries.contains { $0["key"] != nil || $0["uid"] != nil } ? .worldInfo : .characterBook
    }

    private static func refuseOthers(_ root: JSONValue) throws(LoreFault) {
        let others = [
            ("NovelAI", root["lorebookVersion"] != nil), ("Agnai", root["kind"] == "memory"),
            ("Risu", root["type"] == "risu"),
        ]
        guard let (name, _) = others.first(where: \.1) else { return }
        throw LoreFault("This is a lorebook of \(name). Export it as SillyTavern's world info and bring that.")
    }
}
