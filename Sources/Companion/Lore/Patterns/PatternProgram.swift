/// A pattern as steps for a machine that tries all ways at once.
struct PatternProgram: Sendable {
    /// Steps. Larger patterns are refused.
    static let sizeLimit = 2_000

    enum Step: Sendable {
        case scalar(UInt32)
        case set(ScalarSet)
        case any
        case check(PatternCheck)
        case either(Int, Int)
        case jump(Int)
        case found
    }

    private(set) var steps: [Step] = []
    private let ignoresCase: Bool

    init(_ node: PatternNode, ignoringCase: Bool) throws(PatternFault) {
        ignoresCase = ignoringCase
        try add(node)
        try emit(.found)
    }

    private mutating func emit(_ step: Step) throws(PatternFault) {
        guard steps.count < Self.sizeLimit else { throw PatternFault("is too large; write several shorter ones") }
        steps.append(step)
    }

    /// The tree is no deeper than the parser lets it be.
    private mutating func add(_ node: PatternNode) throws(PatternFault) {
        switch node {
        case .empty: return
        case .scalar(let value): try emit(.scalar(ignoresCase ? ScalarCase.lower(value) : value))
        case .set(let set): try emit(.set(set))
        case .any: try emit(.any)
        case .check(let check): try emit(.check(check))
        case .sequence(let nodes): for node in nodes { try add(node) }
        case .choice(let branches): try addChoice(branches)
        case .repeated(let node, let least, let most): try addRepeated(node, least, most)
        }
    }

    private mutating func addChoice(_ branches: [PatternNode]) throws(PatternFault) {
        var ends: [Int] = []
        for branch in branches.dropLast() {
            let fork = steps.count
            try emit(.either(fork + 1, fork + 1))
            try add(branch)
            ends.append(steps.count)
            try emit(.jump(0))
            steps[fork] = .either(fork + 1, steps.count)
        }
        if let last = branches.last { try add(last) }
        for end in ends { steps[end] = .jump(steps.count) }
    }

    private mutating func addRepeated(_ node: PatternNode, _ least: Int, _ most: Int?) throws(PatternFault) {
        for _ in 0..<least { try add(node) }
        guard let most else {
            let fork = steps.count
            try emit(.either(fork + 1, fork + 1))
            try add(node)
            try emit(.jump(fork))
            steps[fork] = .either(fork + 1, steps.count)
            return
        }
        var forks: [Int] = []
        for _ in least..<max(least, most) {
            forks.append(steps.count)
            try emit(.either(0, 0))
            try add(node)
        }
        for fork in forks { steps[fork] = .either(fork + 1, steps.count) }
    }
}
