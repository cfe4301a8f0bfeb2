extension LoreRun {
    /// Of every group, one is left. The others are out of the question even where that one has no luck.
    mutating func chooseFromGroups(
        _ candidates: [Candidate], using chance: inout some RandomNumberGenerator
    ) -> [Candidate] {
        var names: [String] = []
        var places: [String: [Int]] = [:]
        for (place, candidate) in candidates.enumerated() {
            for name in Set(entry(candidate.reference).groups).sorted() {
                if places[name] == nil { names.append(name) }
                places[name, default: []].append(place)
            }
        }
        for name in names {
            let members = (places[name] ?? []).map { candidates[$0] }.filter { !settled.contains($0.reference) }
            let chosen = takenGroups.contains(name) ? nil : choose(from: members, using: &chance)
            for member in members where member.reference != chosen { settle(member, .group) }
        }
        return candidates.filter { !settled.contains($0.reference) }
    }

    private func choose(
        from members: [Candidate], using chance: inout some RandomNumberGenerator
    ) -> Reference? {
        let staying = members.filter(\.isSticky)
        let contenders = bestScored(staying.isEmpty ? members : staying)
        guard contenders.count > 1 else { return contenders.first?.reference }
        // The higher order comes first.
        let preferred = contenders.first { entry($0.reference).hasGroupPriority }
        return preferred?.reference ?? draw(from: contenders, using: &chance)
    }

    /// Those that want it so must not have fewer keys seen than any other.
    private func bestScored(_ members: [Candidate]) -> [Candidate] {
        func isScored(_ member: Candidate) -> Bool {
            entry(member.reference).usesGroupScoring ?? books[member.reference.book].settings.usesGroupScoring
        }
        guard members.contains(where: isScored) else { return members }
        let scores = members.map(score)
        let best = scores.max() ?? 0
        return zip(members, scores).filter { $1 == best || !isScored($0) }.map(\.0)
    }

    private func draw(from members: [Candidate], using chance: inout some RandomNumberGenerator) -> Reference? {
        let weights = members.map { min(max(entry($0.reference).groupWeight, 0), 1_000_000) }
        let total = weights.reduce(0, +)
        guard total > 0, total.isFinite else { return members.first?.reference }
        var rest = Double.random(in: 0..<total, using: &chance)
        for (member, weight) in zip(members, weights) {
            rest -= weight
            if rest < 0 { return member.reference }
        }
        return members.last?.reference
    }
}
