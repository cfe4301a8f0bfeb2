/// A moment, to the microsecond; on the wire text like `2026-08-06T12:34:56.789000+00:00`.
///
/// <https://www.rfc-editor.org/rfc/rfc3339#section-5.6>
package struct Timestamp: Hashable, Sendable {
    /// Since 1970.
    package let microseconds: Int

    package init(microseconds: Int) { self.microseconds = microseconds }

    package var milliseconds: Int { microseconds / 1000 }
}

extension Timestamp: Comparable {
    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }
}

// MARK: Reading

extension Timestamp {
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(utf8: bytes.span.bytes)
    }

    /// Nil for what is no date and time. Leap seconds count as the second that follows them.
    fileprivate init?(utf8: RawSpan) {
        var fields = TimestampFields(utf8)
        guard let year = fields.number(4), fields.take("-"), let month = fields.number(2, in: 1...12),
            fields.take("-"), let day = fields.number(2, in: 1...31), fields.take("T") || fields.take("t"),
            let hour = fields.number(2, in: 0...23), fields.take(":"), let minute = fields.number(2, in: 0...59),
            fields.take(":"), let second = fields.number(2, in: 0...60), let fraction = fields.fraction(),
            let offset = fields.offset(), fields.isAtEnd
        else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        let seconds = ((days &* 24 &+ hour) &* 60 &+ minute &- offset) &* 60 &+ second
        self.init(microseconds: seconds &* 1_000_000 &+ fraction)
    }

    /// Days since 1970, in the Gregorian calendar, counted in years that begin in March.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month > 2 ? year : year &- 1
        let month = (month &+ 9) % 12
        return 365 &* year &+ year / 4 &- year / 100 &+ year / 400 &+ (153 &* month &+ 2) / 5 &+ day &- 719_469
    }
}

extension Timestamp: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        let content = try json.quoted().content
        guard let read = Timestamp(utf8: json.bytes.extracting(content)) else {
            throw .badString(at: content.lowerBound)
        }
        self = read
    }
}

// MARK: Writing

extension Timestamp: CustomStringConvertible, Encodable {
    package var description: String {
        let (seconds, fraction) = Self.divided(microseconds, by: 1_000_000)
        let (days, second) = Self.divided(seconds, by: 86_400)
        let (year, month, day) = Self.date(days)
        let date = "\(Self.padded(year, 4))-\(Self.padded(month))-\(Self.padded(day))"
        let time = "\(Self.padded(second / 3600)):\(Self.padded(second / 60 % 60)):\(Self.padded(second % 60))"
        return "\(date)T\(time).\(Self.padded(fraction, 6))+00:00"
    }

    package func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }

    private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let (era, day) = divided(days &+ 719_468, by: 146_097)
        let year = (day &- day / 1460 &+ day / 36_524 &- day / 146_096) / 365
        let dayOfYear = day &- (365 &* year &+ year / 4 &- year / 100)
        let month = (5 &* dayOfYear &+ 2) / 153
        let isNextYear = month >= 10
        return (
            year &+ era &* 400 &+ (isNextYear ? 1 : 0), isNextYear ? month &- 9 : month &+ 3,
            dayOfYear &- (153 &* month &+ 2) / 5 &+ 1
        )
    }

    /// Towards the past, also before 1970.
    private static func divided(_ number: Int, by divisor: Int) -> (Int, Int) {
        let remainder = number % divisor
        return remainder < 0 ? (number / divisor &- 1, remainder &+ divisor) : (number / divisor, remainder)
    }

    private static func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width &- digits.utf8.count)) + digits
    }
}
