/// The steps of a pattern a machine is at: a set of small numbers that is emptied at once.
struct StepSet {
    private var members: [Int] = []
    private var marks: [Int]
    private var round = 1

    init(count: Int) {
        marks = Array(repeating: 0, count: count)
        members.reserveCapacity(count)
    }

    var count: Int { members.count }

    /// False where it is in already.
    mutating func insert(_ member: Int) -> Bool {
        guard marks[member] != round else { return false }
        marks[member] = round
        members.append(member)
        return true
    }

    mutating func clear() {
        members.removeAll(keepingCapacity: true)
        round += 1
    }

    var indices: Range<Int> { members.indices }

    subscript(index: Int) -> Int { members[index] }
}
