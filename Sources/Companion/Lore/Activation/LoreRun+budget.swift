extension LoreRun {
    /// Admits what chance, its group and the budget allow.
    mutating func admit(_ candidates: [Candidate], using chance: inout some RandomNumberGenerator) {
        for candidate in chooseFromGroups(candidates, using: &chance) {
            let entry = entry(candidate.reference)
            guard candidate.isSticky || isLucky(entry, using: &chance) else {
                settle(candidate, .chance)
                continue
            }
            let text = books[candidate.reference.book].contents[candidate.reference.entry].text
            guard let place = entry.place, !text.isEmpty else {
                settle(candidate, .nowhere)
                continue
            }
            let tokens = max(0, scene.tokens(text))
            if let reason = shortage(candidate, tokens, entry) {
                settle(candidate, reason)
            } else {
                tell(candidate, entry, text, tokens, at: place)
            }
        }
    }

    /// What stays does not try its luck again.
    private func isLucky(_ entry: LoreEntry, using chance: inout some RandomNumberGenerator) -> Bool {
        guard entry.usesProbability, entry.probability < 100 else { return true }
        return Double.random(in: 0..<100, using: &chance) < entry.probability
    }

    private func shortage(_ candidate: Candidate, _ tokens: Int, _ entry: LoreEntry) -> LoreOutcome.Omission.Reason? {
        if entry.ignoresBudget { return nil }
        if tokens > budget { return .budget }
        return tokens > bookBudgets[candidate.reference.book] ? .bookBudget : nil
    }

    mutating func settle(_ candidate: Candidate, _ reason: LoreOutcome.Omission.Reason) {
        settled.insert(candidate.reference)
        omissions[candidate.reference] = reason
    }

    private mutating func tell(
        _ candidate: Candidate, _ entry: LoreEntry, _ text: String, _ tokens: Int, at place: LorePlace
    ) {
        settled.insert(candidate.reference)
        takenGroups.formUnion(entry.groups)
        if !entry.ignoresBudget {
            budget -= tokens
            bookBudgets[candidate.reference.book] -= tokens
        }
        if !entry.preventsRecursion { news.append(text) }
        admittedReferences.append(candidate.reference)
        admitted.append(
            LoreOutcome.Telling(
                id: id(candidate.reference), comment: entry.comment, text: text, tokens: tokens, order: entry.order,
                place: place, cause: candidate.cause))
    }
}
