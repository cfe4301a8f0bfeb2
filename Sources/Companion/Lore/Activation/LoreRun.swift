/// One decision over all books: what was seen, what was admitted, what is left of the budget.
struct LoreRun {
    /// An entry by the places of its book and of itself.
    struct Reference: Hashable {
        var book: Int
        var entry: Int
    }

    /// An entry that is brought up, before chance, group and budget have their say.
    struct Candidate {
        var reference: Reference
        var order: Double
        var isConstant: Bool
        var cause: LoreOutcome.Cause
        var isSticky: Bool
    }

    let books: [LoreIndex]
    let scene: LoreScene
    /// The timers that still count, at the entries they are for.
    let timers: [Reference: LoreTimer]
    /// Entries to look at whether a key of theirs was seen or not, in any order: candidates are sorted.
    let open: [Reference]
    var sightings: [LoreSighting]
    var admitted: [LoreOutcome.Telling] = []
    /// In the order of ``admitted``.
    var admittedReferences: [Reference] = []
    /// Admitted, or out of the question from now on.
    var settled: Set<Reference> = []
    var takenGroups: Set<String> = []
    var omissions: [Reference: LoreOutcome.Omission.Reason] = [:]
    var budget: Int
    var bookBudgets: [Int]
    /// What was admitted last and may bring up more.
    var news: [String] = []
    /// 0 while only messages count; then the level of delay that is open.
    var level = 0
    private var toldRoom = LoreActivation.toldLimit
    private let oldTimers: [LoreID: LoreTimer]
    private let isForPatterns: Bool
    private let heedsCase: Bool

    init(_ books: [LoreIndex], _ scene: LoreScene, _ state: LoreState) {
        self.books = books
        self.scene = scene
        sightings = books.map { LoreSighting($0) }
        budget = max(0, scene.budget)
        // Programs write 0 where nobody chose.
        bookBudgets = books.map { $0.book.tokenBudget.flatMap { $0 > 0 ? $0 : nil } ?? .max }
        isForPatterns = books.contains { !$0.terms.patterns.isEmpty }
        heedsCase = books.contains { !$0.terms.exact.isEmpty }
        let references = Self.references(to: Set(state.timers.keys).union(scene.similar.keys), in: books)
        oldTimers = state.timers.filter { references[$0.key] == nil }
        timers = Self.timers(of: state, references, in: books, at: scene.turn)
        var open = Set(timers.keys).union(scene.similar.keys.compactMap { references[$0] })
        for (book, index) in books.enumerated() {
            open.formUnion(index.alwaysOpen.map { Reference(book: book, entry: $0) })
        }
        self.open = Array(open)
    }

    private static func timers(
        of state: LoreState, _ references: [LoreID: Reference], in books: [LoreIndex], at turn: Int
    ) -> [Reference: LoreTimer] {
        var timers: [Reference: LoreTimer] = [:]
        for (id, timer) in state.timers {
            guard let reference = references[id] else { continue }
            let fingerprint = books[reference.book].fingerprints[reference.entry]
            if timer.isValid(for: fingerprint, at: turn) { timers[reference] = timer }
        }
        return timers
    }

    private static func references(to ids: Set<LoreID>, in books: [LoreIndex]) -> [LoreID: Reference] {
        let names = Dictionary(books.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var references: [LoreID: Reference] = [:]
        for id in ids {
            guard let book = names[id.book], let place = books[book].places[id.entry] else { continue }
            references[id] = Reference(book: book, entry: place)
        }
        return references
    }

    func entry(_ reference: Reference) -> LoreEntry { books[reference.book].book.entries[reference.entry] }

    func id(_ reference: Reference) -> LoreID {
        LoreID(book: books[reference.book].name, entry: entry(reference).id)
    }

    mutating func lookAtMessages() {
        var room = LoreActivation.messageLimit
        let depth = books.map(\.depth).max() ?? 0
        for (distance, message) in scene.messages.suffix(depth).reversed().enumerated() where room > 0 {
            // The mark tells patterns where a message begins.
            let name = message.speaker.isEmpty ? "" : "\(message.speaker): "
            let text = scanned("\u{1}\(name)\(message.text)")
            room -= text.folded.count
            for book in books.indices where distance < books[book].depth {
                sightings[book].look(at: text, distance: distance)
            }
        }
    }

    private func scanned(_ text: String) -> ScannedText {
        ScannedText(text, isForPatterns: isForPatterns, heedsCase: heedsCase)
    }

    /// Looks at what was admitted for more, until nothing new comes up.
    mutating func followUp(using chance: inout some RandomNumberGenerator) {
        guard !news.isEmpty, books.contains(where: \.isRecursive) else { return }
        // The lowest last.
        var levels = books.filter(\.isRecursive).reduce(into: Set()) { $0.formUnion($1.delays) }.sorted(by: >)
        level = levels.popLast() ?? 1
        for _ in 0..<LoreActivation.passLimit {
            lookAtNews()
            admit(candidates(), using: &chance)
            guard news.isEmpty else { continue }
            guard let next = levels.popLast() else { return }
            level = next
        }
    }

    private mutating func lookAtNews() {
        let texts = news
        news = []
        for text in texts {
            let size = text.unicodeScalars.count
            guard size <= toldRoom else { continue }
            toldRoom -= size
            let text = scanned(text)
            for book in books.indices where books[book].isRecursive { sightings[book].look(at: text, distance: nil) }
        }
    }

    func outcome() -> LoreOutcome {
        var outcome = LoreOutcome()
        let ranked = admitted.enumerated().sorted { one, other in
            let (left, right) = (one.element, other.element)
            if left.place.rank != right.place.rank { return left.place.rank < right.place.rank }
            if left.order != right.order { return left.order < right.order }
            let (here, there) = (admittedReferences[one.offset], admittedReferences[other.offset])
            return (here.book, here.entry) < (there.book, there.entry)
        }
        outcome.tellings = ranked.map(\.element)
        let omitted = omissions.sorted { ($0.key.book, $0.key.entry) < ($1.key.book, $1.key.entry) }
        outcome.omissions = omitted.map { LoreOutcome.Omission(id: id($0.key), reason: $0.value) }
        outcome.isIncomplete = sightings.contains { $0.isExhausted }
        outcome.state.timers = newTimers()
        outcome.state.shrink()
        return outcome
    }

    /// Being brought up again does not lengthen the time. Books that are away keep theirs.
    private func newTimers() -> [LoreID: LoreTimer] {
        var timers = oldTimers.filter { $0.value.since < scene.turn && $0.value.restsUntil >= scene.turn }
        for (reference, timer) in self.timers { timers[id(reference)] = timer }
        for reference in admittedReferences where self.timers[reference] == nil {
            guard let fingerprint = books[reference.book].fingerprints[reference.entry] else { continue }
            timers[id(reference)] = LoreTimer(entry(reference), fingerprint, since: scene.turn)
        }
        return timers
    }
}
