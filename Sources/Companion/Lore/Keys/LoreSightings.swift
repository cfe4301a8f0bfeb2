/// For each of many texts: how far from the end it was seen, and whether entries say it.
///
/// Messages are looked at from the last one back, so what is known already is nearer.
struct LoreSightings {
    private var anywhere: [Int32]
    private var asWord: [Int32]
    private var isTold: [Bool]
    private var isToldAsWord: [Bool]

    init(count: Int) {
        anywhere = Array(repeating: .max, count: count)
        asWord = anywhere
        isTold = Array(repeating: false, count: count)
        isToldAsWord = isTold
    }

    /// Within so many messages, or in what entries say, where that counts.
    func has(_ number: Int, asWord isWord: Bool, depth: Int, countsTold: Bool) -> Bool {
        if countsTold, isWord ? isToldAsWord[number] : isTold[number] { return true }
        return Int(isWord ? asWord[number] : anywhere[number]) < depth
    }

    func isKnown(_ number: Int, _ distance: Int?) -> Bool {
        distance == nil ? isTold[number] : anywhere[number] != .max
    }

    mutating func note(_ number: Int, _ distance: Int?) {
        guard let distance else {
            isTold[number] = true
            return
        }
        if anywhere[number] == .max { anywhere[number] = Int32(clamping: distance) }
    }

    /// True where something new was learned.
    mutating func note(
        _ number: Int, _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt32>, _ distance: Int?
    ) -> Bool {
        let isNew = !isKnown(number, distance)
        if isNew { note(number, distance) }
        let isWordKnown = distance == nil ? isToldAsWord[number] : asWord[number] != .max
        guard !isWordKnown, WordBoundary.isWhole(range, in: text) else { return isNew }
        if let distance { asWord[number] = Int32(clamping: distance) } else { isToldAsWord[number] = true }
        return true
    }
}
