/// Of the switches of an application those for the privileged intents: granted, or switched on while the bot is small.
///
/// <https://docs.discord.com/developers/resources/application#application-object-application-flags>
package struct ApplicationFlags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }

    package static let presences = Self(rawValue: 1 << 12)
    package static let limitedPresences = Self(rawValue: 1 << 13)
    package static let members = Self(rawValue: 1 << 14)
    package static let limitedMembers = Self(rawValue: 1 << 15)
    package static let messageContent = Self(rawValue: 1 << 18)
    package static let limitedMessageContent = Self(rawValue: 1 << 19)
}

/// A number, which may have been cut to 32 bits, or text in `flags_new`.
extension ApplicationFlags: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        let isText = json.next() == UInt8(ascii: "\"")
        self.init(rawValue: isText ? try json.unsigned() : UInt64(bitPattern: Int64(try json.int())))
    }
}
