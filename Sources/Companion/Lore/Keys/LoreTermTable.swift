/// Texts to look for, with the entries that ask for each.
struct LoreTermTable: Sendable {
    private(set) var automaton = KeyAutomaton([])
    /// For each text, the entries that have it as a key.
    private(set) var owners: [[Int]] = []
    /// For each text, the patterns that cannot fit without it.
    private(set) var gates: [[Int]] = []
    private var texts: [[UInt32]] = []
    private var numbers: [[UInt32]: Int] = [:]

    var isEmpty: Bool { owners.isEmpty }

    mutating func add(_ text: [UInt32], of entry: Int) -> Int {
        let number = number(of: text)
        if owners[number].last != entry { owners[number].append(entry) }
        return number
    }

    mutating func addGate(_ text: [UInt32], of pattern: Int) { gates[number(of: text)].append(pattern) }

    private mutating func number(of text: [UInt32]) -> Int {
        if let known = numbers[text] { return known }
        numbers[text] = texts.count
        texts.append(text)
        owners.append([])
        gates.append([])
        return texts.count - 1
    }

    mutating func finish() {
        automaton = KeyAutomaton(texts)
        (texts, numbers) = ([], [:])
    }
}
