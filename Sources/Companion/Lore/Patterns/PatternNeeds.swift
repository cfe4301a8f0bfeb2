/// What a text must have for a pattern to have a chance, so that most patterns need not be tried at all.
enum PatternNeeds {
    /// Alternatives; a pattern with more is tried on every text.
    static let limit = 32

    /// One of these must be there. Nil where nothing is certain.
    static func any(of node: PatternNode) -> [[UInt32]]? {
        switch node {
        case .empty, .any, .check, .set: nil
        case .scalar: spelled([node])
        case .sequence(let nodes): best(candidates(nodes))
        case .choice(let branches): all(branches)
        case .repeated(let node, let least, _): least > 0 ? any(of: node) : nil
        }
    }

    /// Each run of plain characters, and whatever the other parts need.
    private static func candidates(_ nodes: [PatternNode]) -> [[[UInt32]]] {
        var found: [[[UInt32]]] = []
        var run: [PatternNode] = []
        for node in nodes {
            if case .scalar = node {
                run.append(node)
                continue
            }
            if let spelled = spelled(run) { found.append(spelled) }
            run = []
            if let inner = any(of: node) { found.append(inner) }
        }
        if let spelled = spelled(run) { found.append(spelled) }
        return found
    }

    /// The rarest is the one whose shortest text is longest.
    private static func best(_ candidates: [[[UInt32]]]) -> [[UInt32]]? {
        candidates.max { shortest($0) < shortest($1) }
    }

    private static func shortest(_ texts: [[UInt32]]) -> Int { texts.map(\.count).min() ?? 0 }

    private static func all(_ branches: [PatternNode]) -> [[UInt32]]? {
        var texts: [[UInt32]] = []
        for branch in branches {
            guard let needed = any(of: branch) else { return nil }
            texts += needed
        }
        return texts.count <= limit ? texts : nil
    }

    private static func spelled(_ run: [PatternNode]) -> [[UInt32]]? {
        let scalars = run.compactMap { node in
            if case .scalar(let value) = node { Unicode.Scalar(value) } else { nil }
        }
        // Half of a pair of surrogates has no spelling.
        guard !run.isEmpty, scalars.count == run.count else { return nil }
        let folded = ScannedText.folded(key: String(String.UnicodeScalarView(scalars)))
        return folded.isEmpty ? nil : [folded]
    }
}
