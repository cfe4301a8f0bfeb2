import Testing

@testable import Inference

@Suite struct LRUCacheTests {
    @Test func `what was not used for longest makes room`() {
        var cache = LRUCache<String, Int>(capacity: 2)
        cache.set(1, for: "a")
        cache.set(2, for: "b")
        #expect(cache.value(for: "a") == 1)
        let evicted = cache.set(3, for: "c")
        #expect(evicted?.key == "b")
        #expect(evicted?.value == 2)
        #expect(cache.keys == ["c", "a"])
    }

    @Test func `peeking does not count as use`() {
        var cache = LRUCache<String, Int>(capacity: 2)
        cache.set(1, for: "a")
        cache.set(2, for: "b")
        #expect(cache.peek("a") == 1)
        #expect(cache.set(3, for: "c")?.key == "a")
    }

    @Test func `a new value for a known key evicts nothing`() {
        var cache = LRUCache<String, Int>(capacity: 1)
        cache.set(1, for: "a")
        #expect(cache.set(2, for: "a") == nil)
        #expect(cache.value(for: "a") == 2)
        #expect(cache.count == 1)
    }

    @Test func `a cache for nothing holds one`() {
        var cache = LRUCache<Int, Int>(capacity: 0)
        cache.set(1, for: 1)
        cache.set(2, for: 2)
        #expect(cache.keys == [2])
    }

    @Test func `emptied, it forgets everything`() {
        var cache = LRUCache<Int, Int>(capacity: 3)
        cache.set(1, for: 1)
        cache.removeAll()
        #expect(cache.isEmpty)
        #expect(cache.removeOldest() == nil)
        cache.set(2, for: 2)
        #expect(cache.keys == [2])
    }

    /// The obvious way, in linear time.
    private struct Naive {
        let capacity: Int
        var items: [(key: Int, value: Int)] = []  // newest first

        mutating func value(for key: Int) -> Int? {
            guard let index = items.firstIndex(where: { $0.key == key }) else { return nil }
            items.insert(items.remove(at: index), at: 0)
            return items[0].value
        }

        mutating func set(_ value: Int, for key: Int) {
            items.removeAll { $0.key == key }
            items.insert((key, value), at: 0)
            if items.count > capacity { items.removeLast() }
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func `it does what a list would do`(seed: UInt64) {
        var random = SeededRandom(seed)
        let capacity = Int.random(in: 1...12, using: &random)
        var cache = LRUCache<Int, Int>(capacity: capacity)
        var naive = Naive(capacity: capacity)
        for step in 0..<5_000 {
            let key = Int.random(in: 0..<20, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<4: #expect(cache.value(for: key) == naive.value(for: key))
            case 4..<8:
                cache.set(step, for: key)
                naive.set(step, for: key)
            case 8:
                #expect(cache.remove(key) == naive.items.first { $0.key == key }?.value)
                naive.items.removeAll { $0.key == key }
            default:
                #expect(cache.removeOldest()?.key == naive.items.popLast()?.key)
            }
            #expect(cache.keys == naive.items.map(\.key))
        }
    }
}
