/// Counts what is wrong inside a file that is otherwise taken, and keeps the first reason.
struct SkippedParts {
    private(set) var count = 0
    private var first: String?

    /// - Parameter number: how many; the reason is that of the first of them.
    mutating func skip(_ place: @autoclosure () -> String, _ reason: @autoclosure () -> String, _ number: Int = 1) {
        count += number
        if first == nil { first = "\(place().onOneLine(60)) \(reason())" }
    }

    /// `3 of its entries are left out; the first: message 4 has no text`
    var sentence: String? {
        first.map { "\(count) of its entries \(count == 1 ? "is" : "are") left out; the first: \($0)" }
    }
}
