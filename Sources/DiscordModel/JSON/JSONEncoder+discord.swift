package import Foundation

extension JSONEncoder {
    /// How values are written for Discord: `snake_case` names, in an order that does not change.
    package static let discord: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()
}

extension JSON {
    /// What a value says on the wire.
    package init(_ value: some Encodable) throws {
        try self.init(json: Array(JSONEncoder.discord.encode(value)))
    }
}
