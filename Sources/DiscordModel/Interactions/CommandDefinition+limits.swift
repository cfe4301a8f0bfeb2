extension CommandDefinition {
    /// Of all names, descriptions and values together, with the longest translation of each.
    package static let textLimit = 8000

    /// Why Discord would refuse it; empty if it would not.
    ///
    /// <https://docs.discord.com/developers/interactions/application-commands#application-command-object>
    package var limitFaults: [String] {
        var faults: [String] = []
        if type == .chatInput {
            faults += CommandText.nameFaults([name] + (nameLocalizations ?? [:]).values)
            faults += CommandText.lengthFaults(
                [description] + (descriptionLocalizations ?? [:]).values, "description of \(name)", 1...100)
        } else {
            faults += CommandText.lengthFaults([name] + (nameLocalizations ?? [:]).values, "name", 1...32)
            if !description.isEmpty { faults.append("\(name) may have no description") }
            if options?.isEmpty == false { faults.append("\(name) may have no options") }
        }
        faults += CommandOption.faults(of: options ?? [], of: name, depth: 0)
        let count = textCount
        if count > Self.textLimit { faults.append("\(name) has \(count) characters, more than \(Self.textLimit)") }
        return faults
    }

    private var textCount: Int {
        CommandText.longest(name, nameLocalizations) + CommandText.longest(description, descriptionLocalizations)
            + (options ?? []).reduce(0) { $0 + $1.textCount }
    }
}

extension CommandOption {
    var textCount: Int {
        CommandText.longest(name, nameLocalizations) + CommandText.longest(description, descriptionLocalizations)
            + (choices ?? []).reduce(0) {
                $0 + CommandText.longest($1.name, $1.nameLocalizations) + ($1.value.string?.unicodeScalars.count ?? 0)
            } + (options ?? []).reduce(0) { $0 + $1.textCount }
    }

    /// - Parameter depth: 0 in a command, 1 in a subcommand or a group of them, 2 in a subcommand of a group.
    fileprivate static func faults(of options: [CommandOption], of owner: String, depth: Int) -> [String] {
        var faults: [String] = []
        if options.count > 25 { faults.append("\(owner) has \(options.count) options, more than 25") }
        let firstOptional = options.firstIndex { $0.required != true } ?? options.endIndex
        if let late = options[firstOptional...].first(where: { $0.required == true }) {
            faults.append("\(late.name) is required, so it must stand before those that are not")
        }
        if Set(options.map(\.name)).count < options.count { faults.append("\(owner) has two options of one name") }
        let parents = options.filter(\.isParent)
        if !parents.isEmpty, parents.count < options.count {
            faults.append("\(owner) has subcommands beside other options")
        }
        return faults + options.flatMap { $0.faults(depth: depth) }
    }

    private var isParent: Bool { type == .subcommand || type == .subcommandGroup }

    private func faults(depth: Int) -> [String] {
        var faults = CommandText.nameFaults([name] + (nameLocalizations ?? [:]).values)
        faults += CommandText.lengthFaults(
            [description] + (descriptionLocalizations ?? [:]).values, "description of \(name)", 1...100)
        if autocomplete == true, choices?.isEmpty == false { faults.append("\(name) has choices and autocomplete") }
        if let choices, choices.count > 25 { faults.append("\(name) has \(choices.count) choices, more than 25") }
        for choice in choices ?? [] {
            let names = [choice.name] + (choice.nameLocalizations ?? [:]).values
            faults += CommandText.lengthFaults(names, "name of a choice of \(name)", 1...100)
        }
        let mayNest = type == .subcommandGroup ? depth == 0 : type == .subcommand && depth < 2
        if options?.isEmpty == false || isParent, !mayNest { faults.append("\(name) may not stand here") }
        return faults + Self.faults(of: options ?? [], of: name, depth: type == .subcommandGroup ? 1 : 2)
    }
}
