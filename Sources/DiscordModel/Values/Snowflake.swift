/// Discord's ids: unique, rising with time, text on the wire.
///
/// <https://docs.discord.com/developers/reference#snowflakes>
package struct Snowflake: Hashable, Sendable {
    package let rawValue: UInt64

    package init(_ rawValue: UInt64) { self.rawValue = rawValue }

    /// Nil for what is not all digits, or too large.
    package init?(_ text: some StringProtocol) {
        guard let first = text.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
            let rawValue = UInt64(text)
        else { return nil }
        self.init(rawValue)
    }

    /// When it was made, in milliseconds since 1970.
    package var createdAt: UInt64 { rawValue >> 22 &+ 1_420_070_400_000 }
}

extension Snowflake: Comparable {
    package static func < (left: Snowflake, right: Snowflake) -> Bool { left.rawValue < right.rawValue }
}

extension Snowflake: CustomStringConvertible {
    package var description: String { String(rawValue) }
}

extension Snowflake: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) { self.init(try json.unsigned()) }
}

extension Snowflake: Encodable {
    package func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}
