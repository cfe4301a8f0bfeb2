/// Finds all of many keys in a text in one pass over it.
///
/// Aho and Corasick, *Efficient string matching* (1975). The time is that of the text and of what is found, however
/// many keys there are.
struct KeyAutomaton: Sendable {
    /// How long each key is.
    private(set) var lengths: [Int] = []
    private var edges = EdgeTable()
    /// For each state: where to go on when its next character leads nowhere.
    private var fallbacks: [Int32] = [0]
    /// For each state: the key that ends there, or −1.
    private var endings: [Int32] = [-1]
    /// For each state: the next state on its way of fallbacks where a key ends, or 0.
    private var nextEndings: [Int32] = [0]

    /// Keys have their place as number. Empty ones are never found.
    init(_ keys: [[UInt32]]) {
        var parents: [(state: Int32, value: UInt32)] = [(0, 0)]
        for (number, key) in keys.enumerated() {
            lengths.append(key.count)
            var state: Int32 = 0
            for value in key { state = step(from: state, value, &parents) }
            if state != 0 { endings[Int(state)] = Int32(clamping: number) }
        }
        linkFallbacks(parents)
    }

    var isEmpty: Bool { endings.count == 1 }

    private mutating func step(
        from state: Int32, _ value: UInt32, _ parents: inout [(state: Int32, value: UInt32)]
    ) -> Int32 {
        if let next = edges.target(of: state, value) { return next }
        let new = Int32(clamping: endings.count)
        edges.insert(state, value, new)
        endings.append(-1)
        fallbacks.append(0)
        nextEndings.append(0)
        parents.append((state, value))
        return new
    }

    /// Shorter beginnings first: a fallback is always shorter than its state.
    private mutating func linkFallbacks(_ parents: [(state: Int32, value: UInt32)]) {
        for state in Self.byDepth(parents) {
            let (parent, value) = parents[state]
            let target = parent == 0 ? 0 : follow(from: fallbacks[Int(parent)], value)
            fallbacks[state] = target
            nextEndings[state] = endings[Int(target)] >= 0 ? target : nextEndings[Int(target)]
        }
    }

    /// Parents are made before their children, so one pass gives the depths.
    private static func byDepth(_ parents: [(state: Int32, value: UInt32)]) -> FlattenSequence<[[Int]]> {
        var depths = [Int](repeating: 0, count: parents.count)
        var levels: [[Int]] = [[]]
        for state in parents.indices.dropFirst() {
            let depth = depths[Int(parents[state].state)] + 1
            depths[state] = depth
            if depth == levels.count { levels.append([]) }
            levels[depth].append(state)
        }
        return levels.joined()
    }

    private func follow(from state: Int32, _ value: UInt32) -> Int32 {
        var state = state
        while true {
            if let next = edges.target(of: state, value) { return next }
            if state == 0 { return 0 }
            state = fallbacks[Int(state)]
        }
    }

    /// Calls `found` with the number of a key and the place after its end, for every place where a key stands.
    func scan(_ text: UnsafeBufferPointer<UInt32>, found: (Int, Int) -> Void) {
        guard !isEmpty else { return }
        var state: Int32 = 0
        for index in text.indices {
            state = follow(from: state, text[index])
            var ending = endings[Int(state)] >= 0 ? state : nextEndings[Int(state)]
            while ending != 0 {
                found(Int(endings[Int(ending)]), index + 1)
                ending = nextEndings[Int(ending)]
            }
        }
    }
}
