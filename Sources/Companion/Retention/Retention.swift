package import Foundation

/// For how long what people said is kept word by word. What was learnt from it stays, with a short excerpt.
package enum Retention: Sendable, Hashable {
    case days(Int)
    case forEver

    /// What may be chosen.
    package static let range = 1...3_650
    package static let standard = Retention.days(180)

    /// - Parameter days: 0 is for ever; what is out of range is moved into it.
    package init(days: Int) {
        self = days == 0 ? .forEver : .days(min(max(days, Self.range.lowerBound), Self.range.upperBound))
    }

    /// 0 is for ever.
    package var days: Int {
        switch self {
        case .days(let days): days
        case .forEver: 0
        }
    }

    /// What was kept before this moment is kept no longer; nil: all of it stays.
    func end(at now: Date) -> Date? {
        switch self {
        case .days(let days): now.addingTimeInterval(-Double(days) * 86_400)
        case .forEver: nil
        }
    }
}

/// Who keeps what people said for how long.
package struct RetentionRules: Sendable {
    /// Realms and places that may have a rule of their own; further ones follow the standard.
    static let mostSpecial = 10_000

    /// Where nothing else was decided.
    package var standard: Retention
    /// By realm, or by place where it is in none.
    package var special: [String: Retention]

    package init(standard: Retention = .standard, special: [String: Retention] = [:]) {
        self.standard = standard
        self.special = Dictionary(
            uniqueKeysWithValues: special.sorted { $0.key < $1.key }.prefix(Self.mostSpecial).map { ($0.key, $0.value) }
        )
    }
}
