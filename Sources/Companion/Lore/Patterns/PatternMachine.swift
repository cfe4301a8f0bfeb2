/// Runs one pattern over one text, all ways at once, character by character.
struct PatternMachine {
    private let pattern: LinearPattern
    private let steps: [PatternProgram.Step]
    private let text: UnsafeBufferPointer<UInt32>
    private var now: StepSet
    private var next: StepSet
    /// Steps that are still to be entered.
    private var open: [Int] = []
    private(set) var fuel: Int

    init(_ pattern: LinearPattern, _ text: UnsafeBufferPointer<UInt32>, fuel: Int) {
        self.pattern = pattern
        self.text = text
        steps = pattern.program.steps
        // Making it ready takes time as well.
        self.fuel = fuel - steps.count
        now = StepSet(count: steps.count)
        next = StepSet(count: steps.count)
    }

    /// Nil where the fuel does not last.
    mutating func run() -> Bool? {
        for place in text.indices {
            // The match may begin anywhere.
            if enter(0, at: place) { return true }
            guard fuel > 0 else { return nil }
            swap(&now, &next)
            if advance(over: text[place], to: place + 1) { return true }
            next.clear()
        }
        return enter(0, at: text.count)
    }

    /// Takes one character with every step of `next`, and fills `now` with where that leads.
    private mutating func advance(over value: UInt32, to place: Int) -> Bool {
        let letter = PatternLetter(value, ignoringCase: pattern.ignoresCase)
        fuel -= next.count
        for member in next.indices {
            let index = next[member]
            if pattern.takes(steps[index], letter), enter(index + 1, at: place) { return true }
        }
        return false
    }

    /// Adds a step to `now`, and all that can be reached from it without a character. True where the end is reached.
    private mutating func enter(_ first: Int, at place: Int) -> Bool {
        open.append(first)
        while let index = open.popLast() {
            guard now.insert(index) else { continue }
            fuel -= 1
            switch steps[index] {
            case .found: return true
            case .jump(let target): open.append(target)
            case .either(let one, let other):
                open.append(other)
                open.append(one)
            case .check(let check): if pattern.holds(check, at: place, text) { open.append(index + 1) }
            case .scalar, .set, .any: continue
            }
        }
        return false
    }
}
