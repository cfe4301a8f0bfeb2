import Synchronization

/// Codes by which somebody shows that two accounts are theirs: made for one, used once by the other, soon over.
package final class LinkCodes: Sendable {
    /// From when it is made until it is of no use.
    package static let lifetime = Duration.seconds(600)
    /// Codes at once; the oldest goes first.
    static let most = 100

    private struct Code {
        var text: String
        var owner: String
        var end: ContinuousClock.Instant
    }

    private let codes = Mutex<[Code]>([])
    private let now: @Sendable () -> ContinuousClock.Instant

    package init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) { self.now = now }

    /// - Parameter text: hard to guess.
    package func add(_ text: String, for owner: String) {
        let end = now() + Self.lifetime
        codes.withLock { codes in
            codes.removeAll { $0.owner == owner }
            if codes.count >= Self.most { codes.removeFirst() }
            codes.append(Code(text: text, owner: owner, end: end))
        }
    }

    /// Who a code was made for; it can be asked again until it is used.
    package func owner(of text: String) -> String? {
        let now = now()
        return codes.withLock { codes in
            codes.removeAll { $0.end <= now }
            return codes.first { $0.text == text }?.owner
        }
    }

    /// Who it was made for, once.
    package func use(_ text: String) -> String? {
        let owner = owner(of: text)
        if owner != nil { codes.withLock { $0.removeAll { $0.text == text } } }
        return owner
    }
}
