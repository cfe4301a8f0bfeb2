import Foundation

/// A moment as file names carry it: `20260131-184502`, in UTC, so that names sort by time.
struct FileTimestamp: CustomStringConvertible {
    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    /// Characters of every one.
    static let length = 15

    let date: Date

    init(_ date: Date) { self.date = date }

    /// Nil for anything that ``description`` would not write.
    init?(_ text: String) {
        let digits = text.utf8.map { Int($0) - 48 }
        guard digits.count == Self.length, text.utf8.dropFirst(8).first == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        let components = DateComponents(
            year: number(0..<4), month: number(4..<6), day: number(6..<8),
            hour: number(9..<11), minute: number(11..<13), second: number(13..<15))
        guard let date = Self.calendar.date(from: components) else { return nil }
        self.init(date)
        guard description == text else { return nil }
    }

    var description: String {
        let parts = Self.calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        func digits(_ number: Int?, _ width: Int) -> String {
            let text = String(number ?? 0)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return digits(parts.year, 4) + digits(parts.month, 2) + digits(parts.day, 2) + "-"
            + digits(parts.hour, 2) + digits(parts.minute, 2) + digits(parts.second, 2)
    }
}
