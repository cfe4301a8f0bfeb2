import Testing

@testable import DiscordModel

@Suite struct CommandDefinitionTests {
    static func option(
        _ name: String, _ type: CommandOptionType = .string, required: Bool? = nil, options: [CommandOption]? = nil
    ) -> CommandOption {
        var option = CommandOption()
        (option.type, option.name, option.description) = (type, name, "what it is")
        (option.required, option.options) = (required, options)
        return option
    }

    static func command(_ options: CommandOption...) -> CommandDefinition {
        var command = CommandDefinition()
        (command.name, command.description, command.options) = ("ask", "Asks a question.", options)
        return command
    }

    static func choice(_ name: String, _ value: CommandValue) -> CommandChoice {
        var choice = CommandChoice()
        (choice.name, choice.value) = (name, value)
        return choice
    }

    // MARK: Limits

    @Test func `a right command has no faults`() {
        var command = Self.command(
            Self.option("frage-1", required: true), Self.option("खोज", required: false), Self.option("ไทย_x'"))
        command.nameLocalizations = ["de": "frag"]
        #expect(command.limitFaults == [])
        let nested = Self.command(
            Self.option("a", .subcommandGroup, options: [Self.option("b", .subcommand, options: [Self.option("c")])]),
            Self.option("d", .subcommand, options: [Self.option("e", .user)]))
        #expect(nested.limitFaults == [])
        var menu = CommandDefinition()
        (menu.type, menu.name) = (.message, "Explain This")
        #expect(menu.limitFaults == [])
    }

    @Test(arguments: ["", "Ask", "two words", "a!", "🍵", String(repeating: "a", count: 33), "ask\n"])
    func `names that are none are refused`(name: String) {
        var command = Self.command()
        command.name = name
        #expect(command.limitFaults.count == 1)
        command.name = "ask"
        command.nameLocalizations = ["fr": name]
        #expect(command.limitFaults.count == 1)
        #expect(Self.command(Self.option(name)).limitFaults.count == 1)
    }

    @Test func `each limit has its fault`() {
        var long = Self.command()
        long.description = String(repeating: "x", count: 101)
        var both = Self.option("a")
        (both.autocomplete, both.choices) = (true, [Self.choice("x", .string("x"))])
        var manyChoices = Self.option("a")
        manyChoices.choices = (0..<26).map { Self.choice("c\($0)", .integer($0)) }
        var many = Self.command()
        many.options = (0..<26).map { Self.option("o\($0)") }
        var wordy = Self.command(Self.option("a"))
        wordy.options?[0].choices = [Self.choice("x", .string(String(repeating: "y", count: 8000)))]
        let deep = Self.option("a", .subcommandGroup, options: [Self.option("b", .subcommandGroup, options: [])])
        let faulty = [
            long, Self.command(both), Self.command(manyChoices), many, wordy, Self.command(deep),
            Self.command(Self.option("a"), Self.option("b", required: true)),
            Self.command(Self.option("a"), Self.option("a")),
            Self.command(Self.option("a", .subcommand), Self.option("b")),
        ]
        for command in faulty { #expect(command.limitFaults.count == 1, "\(command.limitFaults)") }
    }

    // MARK: What changed

    /// As Discord sends it back: with members of its own, and with what was left out.
    static func registered(_ text: String) throws -> ApplicationCommand {
        try ApplicationCommand(json: Array(text.utf8))
    }

    static let answer = #"""
        {"id":"1","application_id":"2","version":"3","type":1,"name":"ask","name_localizations":null,
        "description":"Asks a question.","description_localizations":null,"dm_permission":true,"contexts":null,
        "integration_types":[0],"nsfw":false,"default_member_permissions":null,"options":[
        {"type":3,"name":"what","name_localizations":null,"description":"what it is","required":true},
        {"type":10,"name":"rate","description":"what it is","min_value":1.0,"choices":[
        {"name":"one","name_localizations":null,"value":1.0}]}]}
        """#

    static var asked: CommandDefinition {
        var rate = option("rate", .number)
        (rate.minValue, rate.choices) = (.integer(1), [choice("one", .integer(1))])
        return command(option("what", required: true), rate)
    }

    @Test func `a command that Discord knows needs no registration`() throws {
        let registered = try Self.registered(Self.answer)
        #expect(registered.id == Snowflake(1) && registered.version == Snowflake(3))
        #expect(Self.asked.isSame(as: registered))
        #expect(CommandDefinition.areSame([Self.asked], as: [registered]))
        #expect(!CommandDefinition.areSame([], as: [registered]) && !CommandDefinition.areSame([Self.asked], as: []))
    }

    @Test func `every change is seen`() throws {
        let registered = try Self.registered(Self.answer)
        let changes: [(inout CommandDefinition) -> Void] = [
            { $0.name = "tell" }, { $0.description = "Tells." }, { $0.nameLocalizations = ["de": "frag"] },
            { $0.descriptionLocalizations = ["de": "Fragt."] }, { $0.nsfw = true }, { $0.contexts = [.guild] },
            { $0.integrationTypes = [.guild, .user] }, { $0.type = .user }, { $0.options = [] },
            { $0.defaultMemberPermissions = NumericPermissions([.manageGuild]) }, { $0.options?.reverse() },
            { $0.options?[0].required = false }, { $0.options?[0].description = "else" },
            { $0.options?[0].type = .integer }, { $0.options?[0].autocomplete = true },
            { $0.options?[0].maxLength = 5 }, { $0.options?[0].minLength = 5 }, { $0.options?[0].name = "why" },
            { $0.options?[0].channelTypes = [.text] }, { $0.options?[0].nameLocalizations = ["de": "was"] },
            { $0.options?[0].descriptionLocalizations = ["de": "was"] }, { $0.options?[1].minValue = nil },
            { $0.options?[1].maxValue = .integer(9) }, { $0.options?[1].choices = nil },
            { $0.options?[1].choices?[0].value = .integer(2) }, { $0.options?[1].choices?[0].name = "two" },
            { $0.options?[0].options = [Self.option("a")] },
        ]
        for (index, change) in changes.enumerated() {
            var definition = Self.asked
            change(&definition)
            #expect(!definition.isSame(as: registered), "change \(index)")
        }
    }
}
