/// Reads a pattern in the manner of JavaScript, or says what in it is not understood.
struct PatternParser {
    /// Groups in each other. Deeper patterns are refused.
    static let depthLimit = 30
    /// The highest number in braces. Patterns with higher ones are refused.
    static let countLimit = 1_000

    private var rest: ArraySlice<UInt32>
    private var depth = 0

    static func parse(_ source: String) throws(PatternFault) -> PatternNode {
        var parser = PatternParser(rest: source.unicodeScalars.map(\.value)[...])
        let node = try parser.choice()
        guard parser.rest.isEmpty else { throw PatternFault("has a “)” too many") }
        return node
    }

    private init(rest: ArraySlice<UInt32>) { self.rest = rest }

    private mutating func choice() throws(PatternFault) -> PatternNode {
        var branches = [try row()]
        while take("|") { branches.append(try row()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func row() throws(PatternFault) -> PatternNode {
        var nodes: [PatternNode] = []
        while !rest.isEmpty, !isNext("|"), !isNext(")") { nodes.append(try repeated()) }
        return .row(nodes)
    }

    private mutating func repeated() throws(PatternFault) -> PatternNode {
        let node = try piece()
        guard let (least, most) = try count() else { return node }
        if case .check = node { throw PatternFault("repeats what is no character") }
        // Whether as few or as many as can be are wanted makes no difference to whether there is a match.
        _ = take("?")
        if try count() != nil { throw PatternFault("repeats a repetition") }
        return .times(node, least: least, most: most)
    }

    private mutating func count() throws(PatternFault) -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard isNext("{"), let (least, most, length) = Self.braces(rest) else { return nil }
        rest = rest.dropFirst(length)
        guard least <= Self.countLimit, most ?? 0 <= Self.countLimit else {
            throw PatternFault("repeats something more than \(Self.countLimit) times")
        }
        if let most, most < least { throw PatternFault("has the numbers in braces the wrong way round") }
        return (least, most)
    }

    /// `{2}`, `{2,}` or `{2,5}`; anything else in braces is only text.
    private static func braces(_ text: ArraySlice<UInt32>) -> (least: Int, most: Int?, length: Int)? {
        guard let end = text.prefix(16).firstIndex(of: Unicode.Scalar("}").value) else { return nil }
        let scalars = text[..<end].dropFirst().compactMap { Unicode.Scalar($0) }
        let inner = String(String.UnicodeScalarView(scalars))
        let parts = inner.split(separator: ",", omittingEmptySubsequences: false)
        let length = end - text.startIndex + 1
        guard parts.count <= 2, let first = parts.first, let least = number(first) else { return nil }
        guard parts.count == 2 else { return (least, least, length) }
        if parts[1].isEmpty { return (least, nil, length) }
        return number(parts[1]).map { (least, $0, length) }
    }

    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    private mutating func piece() throws(PatternFault) -> PatternNode {
        guard let next = rest.popFirst() else { return .empty }
        switch Unicode.Scalar(next) {
        case "("?: return try group()
        case "["?: return try set()
        case "."?: return .any
        case "^"?: return .check(.start)
        case "$"?: return .check(.end)
        case "\\"?: return try PatternEscape(&rest).node
        case "*"?, "+"?, "?"?: throw PatternFault("repeats something where nothing stands")
        default: return .scalar(next)
        }
    }

    private mutating func group() throws(PatternFault) -> PatternNode {
        depth += 1
        guard depth <= Self.depthLimit else { throw PatternFault("has groups nested too deep") }
        if take("?") { try takeGroupKind() }
        let node = try choice()
        guard take(")") else { throw PatternFault("has a “(” without its “)”") }
        depth -= 1
        return node
    }

    /// What a group is called is of no use here, since nothing refers to it.
    private mutating func takeGroupKind() throws(PatternFault) {
        if take(":") { return }
        guard take("<"), !isNext("="), !isNext("!") else {
            throw PatternFault("looks ahead or behind")
        }
        guard let end = rest.prefix(64).firstIndex(of: Unicode.Scalar(">").value) else {
            throw PatternFault("has a group whose name does not end")
        }
        rest = rest[end...].dropFirst()
    }

    private mutating func set() throws(PatternFault) -> PatternNode {
        var set = ScalarSet()
        set.isNegated = take("^")
        while !take("]") {
            guard let low = try setItem(&set) else { continue }
            // A dash at the end stands for itself.
            guard isNext("-"), rest.count > 1, rest.dropFirst().first != Unicode.Scalar("]").value else {
                set.insert(low...low)
                continue
            }
            _ = take("-")
            guard let high = try setItem(&set) else { throw PatternFault("has a range that ends with many characters") }
            guard low <= high else { throw PatternFault("has a range that ends before it begins") }
            set.insert(low...high)
        }
        set.tidy()
        return .set(set)
    }

    /// One character, or nil after a kind of characters, which is put into the set.
    private mutating func setItem(_ set: inout ScalarSet) throws(PatternFault) -> UInt32? {
        guard let next = rest.popFirst() else { throw PatternFault("has a “[” without its “]”") }
        guard next == Unicode.Scalar("\\").value else { return next }
        switch try PatternEscape(&rest, inSet: true) {
        case .scalar(let value): return value
        case .kind(let kind):
            set.insert(kind)
            return nil
        case .check: throw PatternFault("has a word boundary inside brackets")
        }
    }

    private func isNext(_ wanted: Unicode.Scalar) -> Bool { rest.first == wanted.value }

    private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        guard isNext(wanted) else { return false }
        rest = rest.dropFirst()
        return true
    }
}
