@testable import Bot

extension Seal {
    /// The same for all tests.
    static let fixed = Seal(key: Array(repeating: 7, count: 32))
}
