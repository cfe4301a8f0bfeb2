/// Finds cue words and phrases in one pass over a text, without allocating.
///
/// Words are compared by their 64-bit FNV-1a hash, carried along byte by byte for
/// the last one, two and three words at once; a stem (`optimi*`) is looked up at
/// each byte of a word. Apostrophes count as nothing (`what's` is `whats`). In
/// scripts without spaces a word may begin at every character.
struct Lexicon: Sendable {
    private struct Slot {
        var hash: UInt64 = 0
        var cue: Cue?
    }

    private var words: [Slot]
    private var stems: [Slot]
    private let mask: Int

    /// - Parameter entries: per cue, words and phrases of up to three words, separated by commas; `*` ends a stem.
    init(_ entries: [(Cue, String)]) {
        let all = entries.flatMap { cue, list in list.split(separator: ",").map { (cue, $0) } }
        var size = 64
        while size < all.count * 4 { size *= 2 }
        mask = size - 1
        words = Array(repeating: Slot(), count: size)
        stems = words
        for (cue, entry) in all {
            guard let hash = WordHash.phrase(entry) else { continue }
            let slot = Slot(hash: hash, cue: cue)
            if entry.contains("*") {
                Self.insert(slot, into: &stems, mask)
            } else {
                Self.insert(slot, into: &words, mask)
            }
        }
    }

    private static func insert(_ slot: Slot, into table: inout [Slot], _ mask: Int) {
        var place = WordHash.place(slot.hash, mask)
        while table[place].cue != nil, table[place].hash != slot.hash { place = (place + 1) & mask }
        table[place] = slot
    }

    private func find(_ hash: UInt64, in table: [Slot]) -> Cue? {
        var place = WordHash.place(hash, mask)
        while let cue = table[place].cue {
            if table[place].hash == hash { return cue }
            place = (place + 1) & mask
        }
        return nil
    }

    /// How often each cue occurs, by its raw value; and how many words there are.
    ///
    /// - Parameter bytes: lower-case UTF-8.
    func count(in bytes: [UInt8]) -> (cues: [Int], words: Int) {
        var scan = Scan()
        for byte in bytes { read(byte, &scan) }
        endWord(&scan)
        return (scan.counts, scan.words)
    }

    private struct Scan {
        var counts = Array(repeating: 0, count: Cue.allCases.count)
        var words = 0
        /// The word being read, and it with the one and the two before it.
        var hashes = (WordHash.seed, WordHash.seed, WordHash.seed)
        var length = 0
        var stem: Cue?
        /// Bytes to leave out.
        var skip = 0
    }

    private func read(_ byte: UInt8, _ scan: inout Scan) {
        guard scan.skip == 0 else {
            scan.skip &-= 1
            return
        }
        switch WordHash.kind(of: byte, inWord: scan.length > 0) {
        case .nothing:
            if byte == 0xE2 { scan.skip = 2 }  // the whole character, which is a dash or an apostrophe
            return
        case .between: return endWord(&scan)
        case .beginning: endWord(&scan)
        case .inside: break
        }
        step(byte, &scan)
        if scan.length >= 3, scan.stem == nil { scan.stem = find(scan.hashes.0, in: stems) }
    }

    private func step(_ byte: UInt8, _ scan: inout Scan) {
        scan.hashes.0 = WordHash.step(scan.hashes.0, byte)
        scan.hashes.1 = WordHash.step(scan.hashes.1, byte)
        scan.hashes.2 = WordHash.step(scan.hashes.2, byte)
        scan.length &+= 1
    }

    private func endWord(_ scan: inout Scan) {
        guard scan.length > 0 else { return }
        scan.words &+= 1
        // The longest phrase says most; shorter ones inside it are not counted again.
        if let cue = find(scan.hashes.2, in: words) ?? find(scan.hashes.1, in: words) ?? find(scan.hashes.0, in: words)
            ?? scan.stem
        {
            scan.counts[Int(cue.rawValue)] &+= 1
        }
        let space = UInt8(ascii: " ")
        scan.hashes = (
            WordHash.seed, WordHash.step(scan.hashes.0, space), WordHash.step(scan.hashes.1, space)
        )
        scan.length = 0
        scan.stem = nil
    }
}

/// FNV-1a of 64 bits over words. See https://www.rfc-editor.org/rfc/rfc9923
private enum WordHash {
    enum Kind { case inside, beginning, between, nothing }

    static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

    static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

    static func place(_ hash: UInt64, _ mask: Int) -> Int { Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask }

    /// What a byte of UTF-8 means for words.
    static func kind(of byte: UInt8, inWord: Bool) -> Kind {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): .inside
        case UInt8(ascii: "+"), UInt8(ascii: "#"): inWord ? .inside : .between  // c++, c#
        case UInt8(ascii: "'"), 0xE2: .nothing  // don't, don’t
        case 0x80...0xBF: inWord ? .inside : .nothing  // continues a character
        case 0xC3...0xDF, 0xE0, 0xE1: .inside
        case 0xE3...0xED: .beginning  // no spaces between words: each character may begin one
        default: .between
        }
    }

    /// The hash that reading these words in a text gives.
    static func phrase(_ entry: Substring) -> UInt64? {
        var (hash, length, isSpaceDue) = (seed, 0, false)
        for byte in entry.utf8 {
            let kind = kind(of: byte, inWord: length > 0 && !isSpaceDue)
            if kind == .between || kind == .beginning { isSpaceDue = length > 0 }
            guard kind == .inside || kind == .beginning else { continue }
            if isSpaceDue { hash = step(hash, UInt8(ascii: " ")) }
            isSpaceDue = false
            hash = step(hash, byte)
            length += 1
        }
        return length > 1 ? hash : nil
    }
}
