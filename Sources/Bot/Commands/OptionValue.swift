package import DiscordModel

/// What an option of a command can be filled with.
package protocol OptionValue: Sendable {
    static var optionType: CommandOptionType { get }
    /// Nil where what came is not of this kind.
    init?(_ value: CommandValue, resolved: ResolvedData)
}

extension String: OptionValue {
    package static var optionType: CommandOptionType { .string }
    package init?(_ value: CommandValue, resolved: ResolvedData) {
        guard let text = value.string else { return nil }
        self = text
    }
}

extension Int: OptionValue {
    package static var optionType: CommandOptionType { .integer }
    package init?(_ value: CommandValue, resolved: ResolvedData) {
        guard let number = value.integer else { return nil }
        self = number
    }
}

extension Double: OptionValue {
    package static var optionType: CommandOptionType { .number }
    package init?(_ value: CommandValue, resolved: ResolvedData) {
        guard let number = value.number else { return nil }
        self = number
    }
}

extension Bool: OptionValue {
    package static var optionType: CommandOptionType { .boolean }
    package init?(_ value: CommandValue, resolved: ResolvedData) {
        guard let flag = value.bool else { return nil }
        self = flag
    }
}

/// Somebody who was chosen; a member where the command was used in their server.
package struct ChosenUser: OptionValue, Equatable {
    package static var optionType: CommandOptionType { .user }
    package var user: User
    package var member: Member?

    package init?(_ value: CommandValue, resolved: ResolvedData) {
        guard let id = value.snowflake, let user = resolved.users[id] else { return nil }
        (self.user, member) = (user, resolved.members[id])
    }
}

/// A person or a role.
package enum Mentionable: OptionValue, Equatable {
    case user(ChosenUser)
    case role(Role)

    package static var optionType: CommandOptionType { .mentionable }

    package init?(_ value: CommandValue, resolved: ResolvedData) {
        if let user = ChosenUser(value, resolved: resolved) {
            self = .user(user)
        } else if let role = Role(value, resolved: resolved) {
            self = .role(role)
        } else {
            return nil
        }
    }
}

extension Channel: OptionValue {
    package static var optionType: CommandOptionType { .channel }
    package init?(_ value: CommandValue, resolved: ResolvedData) {
        guard let channel = value.snowflake.flatMap({ resolved.channels[$0] }) else { return nil }
        self = channel
    }
}

extension Role: OptionValue {
    package static var optionType: CommandOptionType { .role }
    package init?(_ value: CommandValue, resolved: ResolvedData) {
        guard let role = value.snowflake.flatMap({ resolved.roles[$0] }) else { return nil }
        self = role
    }
}

extension Attachment: OptionValue {
    package static var optionType: CommandOptionType { .attachment }
    package init?(_ value: CommandValue, resolved: ResolvedData) {
        guard let attachment = value.snowflake.flatMap({ resolved.attachments[$0] }) else { return nil }
        self = attachment
    }
}
