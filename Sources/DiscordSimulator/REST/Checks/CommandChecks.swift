import DiscordModel

/// What Discord refuses in slash commands.
///
/// <https://docs.discord.com/developers/interactions/application-commands>
struct CommandChecks {
    var faults = FormFaults()

    static func check(_ commands: [JSON], isList: Bool) throws(Refusal) {
        var checks = CommandChecks()
        for (index, command) in commands.enumerated() { checks.command(command, isList ? ["\(index)"] : []) }
        let names = commands.map { "\($0["type"]?.integer ?? 1) \($0["name"]?.string ?? "")" }
        if Set(names).count < names.count {
            checks.faults.add(
                [], "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        }
        try checks.faults.check()
        for (kind, limit) in [(1, 100), (2, 15), (3, 15)]
        where commands.count(where: { ($0["type"]?.integer ?? 1) == kind }) > limit {
            throw .tooManyCommands
        }
    }

    private mutating func command(_ command: JSON, _ path: [String]) {
        let isSlash = (command["type"]?.integer ?? 1) == 1
        name(command, path, free: !isSlash)
        let description = command["description"]?.string ?? ""
        if isSlash {
            text(description, 1...100, path + ["description"])
        } else if !description.isEmpty {
            faults.tooLong(path + ["description"], 0)
        }
        options(command["options"]?.array ?? [], path + ["options"], depth: 0)
        if Self.textLength(command) > 8_000 {
            faults.add(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
        }
    }

    private mutating func name(_ json: JSON, _ path: [String], free: Bool) {
        let name = json["name"]?.string ?? ""
        text(name, 1...32, path + ["name"])
        guard !free else { return }
        let isRight = name.allSatisfy { $0.isLetter || $0.isNumber || "-_'".contains($0) } && name == name.lowercased()
        if !isRight {
            faults.add(
                path + ["name"], "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
        }
    }

    private mutating func text(_ text: String, _ range: ClosedRange<Int>, _ path: [String]) {
        guard !range.contains(text.unicodeScalars.count) else { return }
        faults.add(
            path, "BASE_TYPE_BAD_LENGTH", "Must be between \(range.lowerBound) and \(range.upperBound) in length.")
    }

    private mutating func options(_ options: [JSON], _ path: [String], depth: Int) {
        if options.count > 25 { faults.tooLong(path, 25) }
        var sawOptional = false
        var names: Set<String> = []
        for (index, option) in options.enumerated() {
            let place = path + ["\(index)"]
            name(option, place, free: false)
            text(option["description"]?.string ?? "", 1...100, place + ["description"])
            if !names.insert(option["name"]?.string ?? "").inserted {
                faults.add(place, "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", "Option names must be unique")
            }
            let isRequired = option["required"] == true
            if isRequired, sawOptional {
                faults.add(
                    place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                    "Required options must be placed before non-required options")
            }
            sawOptional = sawOptional || !isRequired
            self.option(option, place, depth: depth)
        }
    }

    private mutating func option(_ option: JSON, _ path: [String], depth: Int) {
        let kind = option["type"]?.integer ?? 0
        let choices = option["choices"]?.array ?? []
        if choices.count > 25 { faults.tooLong(path + ["choices"], 25) }
        for (index, choice) in choices.enumerated() {
            text(choice["name"]?.string ?? "", 1...100, path + ["choices", "\(index)", "name"])
        }
        if option["autocomplete"] == true, !choices.isEmpty {
            faults.add(
                path, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", "Autocomplete cannot have choices")
        }
        guard kind <= 2 else { return }
        if depth > (kind == 2 ? 0 : 1) {
            faults.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Nested too deep")
        } else {
            options(option["options"]?.array ?? [], path + ["options"], depth: depth + 1)
        }
    }

    private static func textLength(_ json: JSON) -> Int {
        let own = ["name", "description"].reduce(0) { $0 + (json[$1]?.string ?? "").count }
        let choices = (json["choices"]?.array ?? []).reduce(0) {
            $0 + ($1["name"]?.string ?? "").count + ($1["value"]?.string ?? "").count
        }
        return own + choices + (json["options"]?.array ?? []).reduce(0) { $0 + textLength($1) }
    }
}
