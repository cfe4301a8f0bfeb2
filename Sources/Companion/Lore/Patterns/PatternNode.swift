/// A pattern as a tree.
indirect enum PatternNode: Sendable, Equatable {
    case empty
    case scalar(UInt32)
    case set(ScalarSet)
    /// Any character; line breaks only where they count.
    case any
    case check(PatternCheck)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// Without a most: any number of times.
    case repeated(PatternNode, least: Int, most: Int?)

    /// What stands in a row, without what says nothing.
    static func row(_ nodes: [PatternNode]) -> PatternNode {
        let nodes = nodes.filter { $0 != .empty }
        switch nodes.count {
        case 0: return .empty
        case 1: return nodes[0]
        default: return .sequence(nodes)
        }
    }

    /// What is never there says nothing; and nothing, many times, is nothing.
    static func times(_ node: PatternNode, least: Int, most: Int?) -> PatternNode {
        node == .empty || most == 0 ? .empty : .repeated(node, least: least, most: most)
    }
}

/// What must hold between two characters.
enum PatternCheck: Sendable, Equatable {
    case start, end, boundary, noBoundary
}
