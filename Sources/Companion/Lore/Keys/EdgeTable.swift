/// Which state of a ``KeyAutomaton`` follows a state on a character: a hash table without removal, since a dictionary
/// takes three times the room.
struct EdgeTable: Sendable {
    private var names: [UInt64] = Array(repeating: .max, count: 16)
    private var targets: [Int32] = Array(repeating: 0, count: 16)
    private var count = 0

    func target(of state: Int32, _ value: UInt32) -> Int32? {
        let slot = slot(of: Self.name(state, value))
        return names[slot] == .max ? nil : targets[slot]
    }

    mutating func insert(_ state: Int32, _ value: UInt32, _ target: Int32) {
        if count * 4 >= names.count * 3 { grow() }
        put(Self.name(state, value), target)
        count += 1
    }

    private mutating func put(_ name: UInt64, _ target: Int32) {
        let slot = slot(of: name)
        names[slot] = name
        targets[slot] = target
    }

    private mutating func grow() {
        let old = zip(names, targets).filter { $0.0 != .max }
        names = Array(repeating: .max, count: names.count * 2)
        targets = Array(repeating: 0, count: names.count)
        for (name, target) in old { put(name, target) }
    }

    /// Where the name is, or where it belongs. A quarter of the slots is always free.
    private func slot(of name: UInt64) -> Int {
        let mask = names.count - 1
        var slot = Int(truncatingIfNeeded: (name ^ name >> 31) &* 0x9E37_79B9_7F4A_7C15 >> 24) & mask
        while names[slot] != .max, names[slot] != name { slot = (slot + 1) & mask }
        return slot
    }

    /// No state has the number −1, so no name is `.max`.
    private static func name(_ state: Int32, _ value: UInt32) -> UInt64 {
        UInt64(UInt32(bitPattern: state)) << 32 | UInt64(value)
    }
}
