import CVectors

/// The vectors of one scope in memory, a byte a component, in the order of their ids.
///
/// A row's tag tells who may see it within the scope: rows of other tags are not looked at.
package struct VectorBlock: Sendable {
    package struct Match: Sendable, Equatable {
        package var id: Int64
        /// About the cosine: good for choosing what is to be compared exactly.
        package var score: Float
    }

    package let dimensions: Int
    private var ids: [Int64] = []
    private var tags: [UInt32] = []
    private var factors: [Float] = []
    private var codes: [Int8] = []

    package init(dimensions: Int) { self.dimensions = max(1, dimensions) }

    package var count: Int { ids.count }
    /// Memory that it takes, about.
    package var bytes: Int { ids.count * (dimensions + 16) }

    package mutating func reserve(_ rows: Int) {
        ids.reserveCapacity(rows)
        tags.reserveCapacity(rows)
        factors.reserveCapacity(rows)
        codes.reserveCapacity(rows * dimensions)
    }

    /// Puts a vector in, or another in its place; one with another number of components is left out.
    package mutating func put(_ vector: StoredVector, id: Int64, tag: UInt32) {
        guard vector.components.count == dimensions else { return }
        let place = lowerBound(of: id)
        if place < ids.count, ids[place] == id { removeRow(at: place) }
        ids.insert(id, at: place)
        tags.insert(tag, at: place)
        factors.insert(vector.factor * 258, at: place)
        codes.insert(contentsOf: vector.components.lazy.map(Self.code), at: place * dimensions)
    }

    package mutating func remove(_ id: Int64) {
        let place = lowerBound(of: id)
        if place < ids.count, ids[place] == id { removeRow(at: place) }
    }

    /// The rows most like a vector, the best first; of equal ones the newer.
    package func best(_ most: Int, for query: [Float], where isVisible: (UInt32) -> Bool) -> [Match] {
        let query = StoredVector(query)
        guard query.components.count == dimensions, most > 0, !ids.isEmpty else { return [] }
        var products = [Int32](repeating: 0, count: ids.count)
        vectors_dot_all(codes, ids.count, dimensions, query.components.map(Self.code), &products)
        var best = BestMatches(most)
        var seen: (tag: UInt32, isVisible: Bool)?
        let factor = query.factor * 258
        for row in ids.indices {
            if seen?.tag != tags[row] { seen = (tags[row], isVisible(tags[row])) }
            guard seen?.isVisible == true else { continue }
            best.offer(Match(id: ids[row], score: Float(products[row]) * factors[row] * factor))
        }
        return best.sorted
    }

    /// From 16 bits to 8: 32,767 is 127 × 258 and a bit.
    private static func code(_ component: Int16) -> Int8 {
        Int8(clamping: (Int(component) + (component < 0 ? -129 : 129)) / 258)
    }

    private func lowerBound(of id: Int64) -> Int {
        // Nearly always it is the newest.
        if let last = ids.last, last < id { return ids.count }
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func removeRow(at place: Int) {
        ids.remove(at: place)
        tags.remove(at: place)
        factors.remove(at: place)
        codes.removeSubrange(place * dimensions..<(place + 1) * dimensions)
    }
}

/// The best of many matches: a heap whose top is the worst of them.
package struct BestMatches {
    private let most: Int
    private var heap: [VectorBlock.Match] = []

    package init(_ most: Int) {
        self.most = max(0, most)
        heap.reserveCapacity(self.most)
    }

    package var sorted: [VectorBlock.Match] { heap.sorted { Self.isWorse($1, $0) } }

    package mutating func offer(_ match: VectorBlock.Match) {
        if heap.count < most {
            heap.append(match)
            rise(from: heap.count - 1)
        } else if let worst = heap.first, Self.isWorse(worst, match) {
            heap[0] = match
            sink()
        }
    }

    private static func isWorse(_ one: VectorBlock.Match, _ other: VectorBlock.Match) -> Bool {
        one.score == other.score ? one.id < other.id : one.score < other.score
    }

    private mutating func rise(from start: Int) {
        var place = start
        while place > 0, Self.isWorse(heap[place], heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func sink() {
        var place = 0
        while true {
            var worst = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < heap.count && Self.isWorse(heap[child], heap[worst]) { worst = child }
            guard worst != place else { return }
            heap.swapAt(place, worst)
            place = worst
        }
    }
}
