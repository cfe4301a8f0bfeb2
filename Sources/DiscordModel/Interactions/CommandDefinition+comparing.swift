extension CommandDefinition {
    /// Whether Discord already knows the command like this, whatever it added itself.
    package func isSame(as registered: ApplicationCommand) -> Bool {
        let other = registered.definition
        return type == other.type && name == other.name
            && (nameLocalizations ?? [:]) == (other.nameLocalizations ?? [:])
            && description == other.description
            && (descriptionLocalizations ?? [:]) == (other.descriptionLocalizations ?? [:])
            && defaultMemberPermissions == other.defaultMemberPermissions && (nsfw ?? false) == (other.nsfw ?? false)
            && hasSamePlaces(as: other) && CommandOption.areSame(options, other.options)
    }

    /// What is left open is filled in by Discord with the application's own settings.
    private func hasSamePlaces(as other: CommandDefinition) -> Bool {
        contexts.map { Set($0) == Set(other.contexts ?? []) } ?? true
            && integrationTypes.map { Set($0) == Set(other.integrationTypes ?? []) } ?? true
    }

    /// Whether a list of commands is registered just like this, in any order.
    package static func areSame(_ definitions: [CommandDefinition], as registered: [ApplicationCommand]) -> Bool {
        definitions.count == registered.count
            && definitions.allSatisfy { definition in registered.contains { definition.isSame(as: $0) } }
    }
}

extension CommandOption {
    fileprivate static func areSame(_ left: [CommandOption]?, _ right: [CommandOption]?) -> Bool {
        (left ?? []).elementsEqual(right ?? []) { $0.isSame(as: $1) }
    }

    private func isSame(as other: CommandOption) -> Bool {
        type == other.type && name == other.name && (nameLocalizations ?? [:]) == (other.nameLocalizations ?? [:])
            && description == other.description
            && (descriptionLocalizations ?? [:]) == (other.descriptionLocalizations ?? [:])
            && (required ?? false) == (other.required ?? false)
            && (autocomplete ?? false) == (other.autocomplete ?? false)
            && Set(channelTypes ?? []) == Set(other.channelTypes ?? []) && minValue?.number == other.minValue?.number
            && maxValue?.number == other.maxValue?.number && minLength == other.minLength
            && maxLength == other.maxLength
            && (choices ?? []).elementsEqual(other.choices ?? []) { $0.isSame(as: $1) }
            && Self.areSame(options, other.options)
    }
}

extension CommandChoice {
    fileprivate func isSame(as other: CommandChoice) -> Bool {
        name == other.name && (nameLocalizations ?? [:]) == (other.nameLocalizations ?? [:])
            && (value == other.value || value.number != nil && value.number == other.value.number)
    }
}
