/// The parts of a timestamp, one after the other.
struct TimestampFields: ~Escapable {
    private let text: RawSpan
    private var position = 0

    @_lifetime(copy text)
    init(_ text: RawSpan) { self.text = text }

    var isAtEnd: Bool { position == text.byteCount }

    private var next: UInt8? {
        position < text.byteCount ? text.unsafeLoad(fromByteOffset: position, as: UInt8.self) : nil
    }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: sign) else { return false }
        position &+= 1
        return true
    }

    mutating func number(_ width: Int, in range: ClosedRange<Int> = 0...9999) -> Int? {
        var number = 0
        for _ in 0..<width {
            guard let digit = digit() else { return nil }
            number = number &* 10 &+ digit
        }
        return range.contains(number) ? number : nil
    }

    /// Microseconds; digits beyond them are passed over. None is zero.
    mutating func fraction() -> Int? {
        guard take(".") else { return 0 }
        guard let first = digit() else { return nil }
        var number = first
        var places = 1
        while let digit = digit() {
            guard places < 6 else { continue }
            number = number &* 10 &+ digit
            places &+= 1
        }
        while places < 6 {
            number = number &* 10
            places &+= 1
        }
        return number
    }

    /// Minutes ahead of UTC.
    mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let isBehind = take("-")
        guard isBehind || take("+"), let hours = number(2, in: 0...23), take(":"),
            let minutes = number(2, in: 0...59)
        else { return nil }
        let offset = hours &* 60 &+ minutes
        return isBehind ? -offset : offset
    }

    private mutating func digit() -> Int? {
        guard let digit = next.map({ $0 &- UInt8(ascii: "0") }), digit < 10 else { return nil }
        position &+= 1
        return Int(digit)
    }
}
