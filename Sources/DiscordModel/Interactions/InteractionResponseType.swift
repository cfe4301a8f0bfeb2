/// <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type>
package struct InteractionResponseType: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let pong = Self(rawValue: 1)
    package static let message = Self(rawValue: 4)
    package static let deferredMessage = Self(rawValue: 5)
    package static let deferredUpdate = Self(rawValue: 6)
    package static let update = Self(rawValue: 7)
    package static let autocomplete = Self(rawValue: 8)
    package static let modal = Self(rawValue: 9)
}
