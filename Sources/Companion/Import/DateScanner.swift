/// Takes a written date apart.
struct DateScanner {
    /// What a text says of a moment.
    struct Written {
        var year = 0
        var month = 0
        var day = 0
        var hour = 0
        var minute = 0
        var second = 0
        /// Of a second.
        var fraction = 0.0
        /// Seconds east of Greenwich; nil where the text does not say.
        var offset: Int?
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    private var rest: Substring.UTF8View
    private var written = Written()

    init(_ text: String) { rest = text[...].utf8 }

    /// Nil where this is no date. What stands behind it, like the name of a zone, is not looked at.
    mutating func scan() -> Written? {
        skipSpace()
        guard rest.first?.isDecimalDigit == true ? scanDigitsFirst() : scanMonthFirst() else { return nil }
        skipSpace()
        if take("t") || take("@") { skipSpace() }
        guard rest.isEmpty || scanTime() else { return nil }
        return written
    }

    /// `2023-6-5`
    private mutating func scanDigitsFirst() -> Bool {
        guard let year = number(upTo: 4), take("-"), let month = number(upTo: 2), take("-"),
            let day = number(upTo: 2)
        else { return false }
        (written.year, written.month, written.day) = (year, month, day)
        return true
    }

    /// `June 5, 2023`, and with the day of the week before it
    private mutating func scanMonthFirst() -> Bool {
        var name = word()
        if Self.month(name) == nil {
            _ = take(",")
            skipSpace()
            name = word()
        }
        skipSpace()
        guard let month = Self.month(name), let day = number(upTo: 2) else { return false }
        _ = take(",")
        skipSpace()
        guard let year = number(upTo: 4) else { return false }
        (written.year, written.month, written.day) = (year, month, day)
        return true
    }

    private static func month(_ name: String) -> Int? {
        guard name.utf8.count >= 3 else { return nil }
        return months.firstIndex(of: String(name.prefix(3))).map { $0 + 1 }
    }

    private mutating func scanTime() -> Bool {
        guard let hour = number(upTo: 2), take(":") || take("h") else { return false }
        skipSpace()
        guard let minute = number(upTo: 2) else { return false }
        (written.hour, written.minute) = (hour, minute)
        if take("m") { skipSpace() } else if !take(":") { return scanHalf() && scanZone() }
        guard rest.first?.isDecimalDigit == true else { return rest.isEmpty }
        return scanSeconds() && scanHalf() && scanZone()
    }

    /// `33`, `33.123`, `33s 123ms`
    private mutating func scanSeconds() -> Bool {
        guard let second = number(upTo: 2) else { return false }
        written.second = second
        if take("s") {
            skipSpace()
            guard let thousandths = number(upTo: 3) else { return true }
            written.fraction = Double(thousandths) / 1000
            return take("m") && take("s")
        }
        guard take(".") || take(",") else { return true }
        let digits = takeDigits(upTo: 9)
        written.fraction = Double("0." + digits) ?? 0
        return !digits.isEmpty
    }

    /// `am` and `pm`
    private mutating func scanHalf() -> Bool {
        var ahead = self
        ahead.skipSpace()
        let name = ahead.word()
        guard name == "am" || name == "pm" else { return true }
        self = ahead
        guard (1...12).contains(written.hour) else { return false }
        written.hour = written.hour % 12 + (name == "pm" ? 12 : 0)
        return true
    }

    /// `Z`, `+02:00`, `GMT+0200`
    private mutating func scanZone() -> Bool {
        skipSpace()
        let name = word()
        if ["z", "gmt", "utc"].contains(name) { written.offset = 0 }
        let isEast = take("+")
        guard isEast || take("-") else { return name.isEmpty ? rest.isEmpty : written.offset != nil }
        guard let hours = number(upTo: 2), hours <= 18 else { return false }
        _ = take(":")
        let minutes = number(upTo: 2) ?? 0
        guard minutes < 60 else { return false }
        written.offset = (isEast ? 60 : -60) * (hours * 60 + minutes)
        return true
    }
}

extension DateScanner {
    private mutating func skipSpace() { rest = rest.drop { $0 == 0x20 } }

    /// A small letter stands for the capital too.
    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        let upper = sign.properties.isLowercase ? UInt8(ascii: sign) & ~0x20 : UInt8(ascii: sign)
        guard let first = rest.first, first == UInt8(ascii: sign) || first == upper else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func takeDigits(upTo count: Int) -> String {
        let digits = rest.prefix(count).prefix(while: \.isDecimalDigit)
        rest = rest.dropFirst(digits.count)
        return String(decoding: digits, as: UTF8.self)
    }

    private mutating func number(upTo digits: Int) -> Int? { Int(takeDigits(upTo: digits)) }

    /// In small letters.
    private mutating func word() -> String {
        let letters = rest.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
        rest = rest.dropFirst(letters.count)
        return String(decoding: letters.map { $0 | 0x20 }, as: UTF8.self)
    }
}

extension DateScanner.Written {
    /// Seconds since 1970 as if this were said in Greenwich; nil where there is no such day or time.
    var secondsAsUTC: Double? {
        guard (1970...2200).contains(year), (1...12).contains(month), (1...daysInMonth).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        return Double(((daysSinceEpoch * 24 + hour) * 60 + minute) * 60 + second)
    }

    private var isLeapYear: Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private var daysInMonth: Int {
        switch month {
        case 2: isLeapYear ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private var daysSinceEpoch: Int {
        let before = year - 1
        let leapDays = before / 4 - before / 100 + before / 400 - 477  // as many as there were before 1970
        let days = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
        let inYear = (days.indices.contains(month - 1) ? days[month - 1] : 0) + (month > 2 && isLeapYear ? 1 : 0)
        return (year - 1970) * 365 + leapDays + inYear + day - 1
    }
}
