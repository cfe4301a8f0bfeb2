extension LoreRun {
    /// The entries that are brought up now, the most important first.
    func candidates() -> [Candidate] {
        var found: [Candidate] = []
        var seen: Set<Reference> = []
        for reference in open where seen.insert(reference).inserted {
            if let candidate = candidate(reference) { found.append(candidate) }
        }
        for book in books.indices {
            for entry in sightings[book].touched {
                let reference = Reference(book: book, entry: entry)
                guard seen.insert(reference).inserted, let candidate = candidate(reference) else { continue }
                found.append(candidate)
            }
        }
        return found.sorted(by: Self.isBefore)
    }

    /// Constants, then what stays, then the higher order.
    private static func isBefore(_ one: Candidate, _ other: Candidate) -> Bool {
        let (left, right) = (rank(one), rank(other))
        if left != right { return left < right }
        if one.order != other.order { return one.order > other.order }
        return (one.reference.book, one.reference.entry) < (other.reference.book, other.reference.entry)
    }

    private static func rank(_ candidate: Candidate) -> Int {
        candidate.isConstant ? 0 : candidate.isSticky ? 1 : 2
    }

    private func candidate(_ reference: Reference) -> Candidate? {
        guard !settled.contains(reference) else { return nil }
        let entry = entry(reference)
        guard entry.isEnabled, !entry.content.isEmpty, scene.turn >= entry.delay else { return nil }
        if !scene.excluded.isEmpty, scene.excluded.contains(id(reference)) { return nil }
        let timer = timers[reference]
        let isSticky = timer.map { scene.turn <= $0.staysUntil } ?? false
        guard isSticky || timer == nil && isOpen(entry, books[reference.book]) else { return nil }
        guard let cause = cause(reference, entry, isSticky: isSticky) else { return nil }
        return Candidate(
            reference: reference, order: entry.order, isConstant: entry.isConstant, cause: cause, isSticky: isSticky)
    }

    /// Whether it may be brought up in this pass.
    private func isOpen(_ entry: LoreEntry, _ book: LoreIndex) -> Bool {
        entry.recursionDelay == 0 || book.isRecursive && entry.recursionDelay <= level
    }

    private func cause(_ reference: Reference, _ entry: LoreEntry, isSticky: Bool) -> LoreOutcome.Cause? {
        let decorators = books[reference.book].contents[reference.entry]
        if decorators.isActivated { return .decorator }
        if decorators.isSuppressed { return nil }
        if entry.isConstant { return .constant }
        if isSticky { return .sticky }
        if let key = seenKey(reference, entry) { return level == 0 ? .key(key) : .told(key: key) }
        return scene.similar[id(reference)].map { .meaning(score: $0) }
    }

    /// The first key that was seen, where the secondary ones agree.
    private func seenKey(_ reference: Reference, _ entry: LoreEntry) -> String? {
        guard let term = books[reference.book].primary[reference.entry].first(where: { isSeen($0, reference, entry) })
        else { return nil }
        let secondary = books[reference.book].secondary[reference.entry]
        guard secondary.isEmpty || fits(secondary, reference, entry), term.key < entry.keys.count else { return nil }
        return entry.keys[term.key]
    }

    private func fits(_ secondary: [LoreTerm], _ reference: Reference, _ entry: LoreEntry) -> Bool {
        switch entry.logic {
        case .andAny: secondary.contains { isSeen($0, reference, entry) }
        case .andAll: secondary.allSatisfy { isSeen($0, reference, entry) }
        case .notAny: !secondary.contains { isSeen($0, reference, entry) }
        case .notAll: !secondary.allSatisfy { isSeen($0, reference, entry) }
        }
    }

    private func isSeen(_ term: LoreTerm, _ reference: Reference, _ entry: LoreEntry) -> Bool {
        let depth = books[reference.book].scanDepth(of: entry)
        return sightings[reference.book].has(term, depth: depth, countsTold: level > 0 && !entry.excludesRecursion)
    }

    /// How many of its keys were seen, for the choice within a group.
    func score(_ candidate: Candidate) -> Int {
        let (reference, entry) = (candidate.reference, entry(candidate.reference))
        let primary = books[reference.book].primary[reference.entry].count { isSeen($0, reference, entry) }
        let secondary = books[reference.book].secondary[reference.entry]
        let seen = secondary.count { isSeen($0, reference, entry) }
        switch entry.logic {
        case .andAny: return primary + seen
        case .andAll: return primary + (seen == secondary.count ? seen : 0)
        case .notAny, .notAll: return primary
        }
    }
}
