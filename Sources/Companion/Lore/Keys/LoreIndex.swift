import Inference

/// A book with its keys made ready to be looked for. It takes some time to make and is meant to be kept.
package struct LoreIndex: Sendable {
    package let book: Lorebook
    /// The name of the book in ``LoreID``; it stays when the book is edited.
    package let name: String
    /// Keys that are not looked for, and why.
    package let faults: [LoreFault]

    let settings: LoreSettings
    let terms: LoreTerms
    /// For each entry of the book, its keys.
    let primary: [[LoreTerm]]
    let secondary: [[LoreTerm]]
    /// Entries that are looked at without any key.
    let alwaysOpen: [Int]
    /// How many messages must be looked at.
    let depth: Int
    /// The levels at which entries wait for what others say.
    let delays: Set<Int>
    /// Where in the book the entry with a number is.
    let places: [Int: Int]
    /// For each entry, what it says without its decorators.
    let contents: [LoreDecorators]
    /// Of the entries that stay or rest, how to know them again.
    let fingerprints: [Int: String]

    package init(_ book: Lorebook, name: String, settings: LoreSettings = LoreSettings()) {
        let contents = book.entries.map { LoreDecorators($0.content) }
        var terms = LoreTerms()
        var log = LoreFaultLog()
        var (primary, secondary, open, depth): ([[LoreTerm]], [[LoreTerm]], [Int], Int) = ([], [], [], 0)
        var delays: Set<Int> = []
        for (index, entry) in book.entries.enumerated() {
            log.entry = entry.slot ?? "\(entry.id)"
            let isTold = entry.isEnabled && !entry.content.isEmpty
            let sense = LoreTerms.Sense(entry, settings)
            primary.append(isTold ? terms.add(entry.keys, of: index, sense, &log) : [])
            secondary.append(isTold && entry.isSelective ? terms.add(entry.secondaryKeys, of: index, sense, &log) : [])
            guard isTold else { continue }
            if entry.isConstant || contents[index].isActivated { open.append(index) }
            if entry.recursionDelay > 0 { delays.insert(entry.recursionDelay) }
            depth = max(depth, Self.scanDepth(of: entry, in: book, settings))
        }
        terms.finish()
        self.book = book
        self.name = name
        self.settings = settings
        self.terms = terms
        (self.primary, self.secondary, alwaysOpen, self.depth) = (primary, secondary, open, depth)
        self.contents = contents
        self.delays = delays
        fingerprints = Self.fingerprints(of: book)
        places = Dictionary(book.entries.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        faults = log.faults
    }

    private static func fingerprints(of book: Lorebook) -> [Int: String] {
        var fingerprints: [Int: String] = [:]
        for (place, entry) in book.entries.enumerated() where entry.sticky > 0 || entry.cooldown > 0 {
            var hash = ContentHash()
            hash.add(entry.value(as: .worldInfo).bytes)
            fingerprints[place] = hash.text
        }
        return fingerprints
    }

    var isRecursive: Bool { book.isRecursive ?? settings.isRecursive }

    func scanDepth(of entry: LoreEntry) -> Int { Self.scanDepth(of: entry, in: book, settings) }

    /// Programs write 0 for a book where nobody chose, but for an entry on purpose.
    private static func scanDepth(of entry: LoreEntry, in book: Lorebook, _ settings: LoreSettings) -> Int {
        entry.scanDepth ?? book.scanDepth.flatMap { $0 > 0 ? $0 : nil } ?? settings.scanDepth
    }
}
