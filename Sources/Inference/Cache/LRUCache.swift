/// Keeps the most recently used values, at most `capacity` of them; every operation takes constant time.
///
/// The order of use is a linked list whose links are indices into one array, so
/// nothing is allocated once the cache is full.
package struct LRUCache<Key: Hashable, Value> {
    fileprivate struct Node {
        var key: Key
        var value: Value
        var newer: Int?
        var older: Int?
    }

    package let capacity: Int
    /// Nil is a free place.
    private var nodes: [Node?] = []
    private var free: [Int] = []
    private var places: [Key: Int] = [:]
    private var newest: Int?
    private var oldest: Int?

    /// - Parameter capacity: at least 1. When it is reached, the value that was not used for longest makes room.
    package init(capacity: Int) { self.capacity = max(1, capacity) }

    package var count: Int { places.count }
    package var isEmpty: Bool { places.isEmpty }

    /// The value, which becomes the most recently used.
    package mutating func value(for key: Key) -> Value? {
        guard let place = places[key] else { return nil }
        unlink(place)
        linkAsNewest(place)
        return nodes[place]?.value
    }

    /// The value, without counting it as used.
    package func peek(_ key: Key) -> Value? { places[key].flatMap { nodes[$0]?.value } }

    /// Stores the value as the most recently used.
    ///
    /// - Returns: what had to make room.
    @discardableResult
    package mutating func set(_ value: Value, for key: Key) -> (key: Key, value: Value)? {
        if let place = places[key] {
            nodes[place]?.value = value
            unlink(place)
            linkAsNewest(place)
            return nil
        }
        let evicted = count >= capacity ? removeOldest() : nil
        let node = Node(key: key, value: value)
        let place = free.popLast() ?? nodes.endIndex
        if place == nodes.endIndex { nodes.append(node) } else { nodes[place] = node }
        places[key] = place
        linkAsNewest(place)
        return evicted
    }

    @discardableResult
    package mutating func remove(_ key: Key) -> Value? {
        guard let place = places.removeValue(forKey: key) else { return nil }
        unlink(place)
        defer {
            nodes[place] = nil
            free.append(place)
        }
        return nodes[place]?.value
    }

    /// Removes what was not used for longest.
    @discardableResult
    package mutating func removeOldest() -> (key: Key, value: Value)? {
        guard let oldest, let node = nodes[oldest] else { return nil }
        remove(node.key)
        return (node.key, node.value)
    }

    package mutating func removeAll() { self = LRUCache(capacity: capacity) }

    /// Every key, the most recently used first; for tests and displays.
    package var keys: [Key] {
        var keys: [Key] = []
        var place = newest
        while let at = place, let node = nodes[at] {
            keys.append(node.key)
            place = node.older
        }
        return keys
    }

    private mutating func linkAsNewest(_ place: Int) {
        nodes[place]?.older = newest
        nodes[place]?.newer = nil
        if let newest { nodes[newest]?.newer = place } else { oldest = place }
        newest = place
    }

    private mutating func unlink(_ place: Int) {
        guard let node = nodes[place] else { return }
        if let newer = node.newer { nodes[newer]?.older = node.older } else { newest = node.older }
        if let older = node.older { nodes[older]?.newer = node.newer } else { oldest = node.newer }
    }
}

extension LRUCache: Sendable where Key: Sendable, Value: Sendable {}
extension LRUCache.Node: Sendable where Key: Sendable, Value: Sendable {}
