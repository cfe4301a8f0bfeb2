/// Whom a message may ping, whatever its text says. Closed, until something is named.
///
/// <https://docs.discord.com/developers/resources/message#allowed-mentions-object>
package struct AllowedMentions: Encodable, Equatable, Sendable {
    /// All of a kind; a kind that is here may have no ids below.
    package var parse: [AllowedMentionType] = []
    /// At most 100.
    package var users: [Snowflake]?
    /// At most 100.
    package var roles: [Snowflake]?
    /// The author of the message that is answered.
    package var repliedUser: Bool?

    package init(users: [Snowflake]? = nil, roles: [Snowflake]? = nil, repliedUser: Bool? = nil) {
        self.users = users
        self.roles = roles
        self.repliedUser = repliedUser
    }

    package static let none = AllowedMentions()
}

extension AllowedMentions: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "parse": try json.readPresent(into: &parse)
            case "users": try json.readPresent(into: &users)
            case "roles": try json.readPresent(into: &roles)
            case "replied_user": try json.read(into: &repliedUser)
            default: try json.skip()
            }
        }
    }
}

extension JSONReader {
    /// A list whose elements may be `null`.
    fileprivate mutating func readPresent<Value: JSONReadable>(into list: inout [Value]) throws(JSONFault) {
        if try !null() { list = try [Value?](from: &self).compactMap { $0 } }
    }

    fileprivate mutating func readPresent<Value: JSONReadable>(into list: inout [Value]?) throws(JSONFault) {
        if try !null() { list = try [Value?](from: &self).compactMap { $0 } }
    }
}
