/// Notices that a model is stuck and says the same thing over and over, as
/// small ones do, so that the stream can be stopped.
///
/// Stuck is: the same line so many times in a row, or a passage of up to a
/// hundred characters that has been repeating for as long as that many would be.
struct RepetitionGuard {
    /// Shorter lines repeat in honest text: closing brackets, "ha ha".
    static let shortestLine = 8
    static let longestPeriod = 100

    private(set) var isStuck = false

    private let sameLines: Int
    /// In scalars; eight times while that many come the tail is looked at.
    private let tailLength: Int
    private var line = String.UnicodeScalarView()
    private var lastLine = String.UnicodeScalarView()
    private var repeats = 1
    private var tail: [Unicode.Scalar] = []
    private var unchecked = 0

    /// - Parameter ofSmallModel: those are hardly ever stuck on purpose; others draw boards, and write a line ten times.
    init(ofSmallModel: Bool) {
        sameLines = ofSmallModel ? 4 : 12
        tailLength = sameLines * Self.longestPeriod
    }

    /// Takes in what is shown next; true from the moment the model is stuck.
    mutating func push(_ scalar: Unicode.Scalar) -> Bool {
        guard !isStuck else { return true }
        if scalar == "\n" { endLine() } else { line.append(scalar) }
        addToTail(scalar)
        return isStuck
    }

    private mutating func endLine() {
        defer { line = String.UnicodeScalarView() }
        guard line.contains(where: { !$0.isSpace }) else { return }
        repeats = line.elementsEqual(lastLine) ? repeats + 1 : 1
        lastLine = line
        if repeats >= sameLines, line.count >= Self.shortestLine { isStuck = true }
    }

    private mutating func addToTail(_ scalar: Unicode.Scalar) {
        tail.append(scalar)
        unchecked += 1
        guard unchecked >= tailLength / 8, tail.count >= tailLength else { return }
        unchecked = 0
        tail.removeFirst(tail.count - tailLength)
        if Self.period(of: tail) <= Self.longestPeriod { isStuck = true }
    }

    /// After how many elements the sequence repeats itself, by the failure function of Knuth, Morris and Pratt.
    static func period(of text: [Unicode.Scalar]) -> Int {
        var borders = [Int](repeating: 0, count: text.count)
        var border = 0
        for index in text.indices.dropFirst() {
            while border > 0, text[index] != text[border] { border = borders[border - 1] }
            if text[index] == text[border] { border += 1 }
            borders[index] = border
        }
        return text.count - border
    }
}
