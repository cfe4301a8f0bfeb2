import Testing

@testable import DiscordModel

@Suite struct RequestTests {
    @Test func `a message pings nobody unless it says so`() throws {
        var message = MessageRequest()
        message.content = "@everyone"
        #expect(try JSON(message) == ["content": "@everyone", "allowed_mentions": ["parse": []]])
        message.allowedMentions = AllowedMentions(users: [Snowflake(7)], repliedUser: true)
        #expect(try JSON(message)["allowed_mentions"] == ["parse": [], "users": ["7"], "replied_user": true])
        #expect(try JSON(MessageEdit()) == ["allowed_mentions": ["parse": []]])
        #expect(try JSON(WebhookMessage()) == ["allowed_mentions": ["parse": []]])
    }

    @Test func `an edit leaves, takes away or sets`() throws {
        var edit = MessageEdit()
        edit.content = .null
        edit.embeds = Nullable([])
        let json = try JSON(edit)
        #expect(json["content"] == .null && json["embeds"] == [] && json["components"] == nil)
        let read = try MessageEdit(json: json.bytes)
        #expect(read.content == .null && read.embeds == Nullable([]) && read.components == nil)
    }

    @Test func `the answers to an interaction are what Discord's description wants`() throws {
        let book = SchemaBook(document: try SchemaCoverageTests.document())
        var message = WebhookMessage()
        (message.content, message.flags) = ("hello", .ephemeral)
        var modal = Modal()
        (modal.customId, modal.title) = ("form", "A form")
        var input = Component.TextInput()
        input.customId = "name"
        var label = Component.Label()
        (label.label, label.component) = ("Name", .textInput(input))
        modal.components = [.label(label)]
        var edit = MessageEdit()
        edit.content = Nullable("changed")
        let choices = [CommandDefinitionTests.choice("one", .string("1"))]
        let answers: [(InteractionResponse, String, Int)] = [
            (.pong, "PongInteractionCallbackRequest", 1),
            (.message(message), "CreateMessageInteractionCallbackRequest", 4),
            (.deferredMessage(ephemeral: true), "CreateMessageInteractionCallbackRequest", 5),
            (.deferredUpdate, "UpdateMessageInteractionCallbackRequest", 6),
            (.update(edit), "UpdateMessageInteractionCallbackRequest", 7),
            (.autocomplete(choices), "ApplicationCommandAutocompleteCallbackRequest", 8),
            (.autocomplete([]), "ApplicationCommandAutocompleteCallbackRequest", 8),
            (.modal(modal), "ModalInteractionCallbackRequest", 9),
        ]
        for (answer, schema, type) in answers {
            let json = try JSON(answer)
            #expect(json["type"]?.integer == type)
            #expect(book.faults(in: json, as: schema) == [], "\(schema): \(json.text)")
        }
        #expect(try JSON(InteractionResponse.deferredMessage(ephemeral: true))["data"] == ["flags": 64])
        #expect(try JSON(InteractionResponse.autocomplete(choices))["data"]?["choices"]?[0]?["value"] == "1")
    }

    @Test func `names that are data are not changed when they are written`() throws {
        var command = CommandDefinition()
        command.nameLocalizations = ["en-US": "ask", "zhTW": "x"]
        let json = try JSON(command)
        #expect(json["name_localizations"] == ["en-US": "ask", "zhTW": "x"])
        let unknown = Component.unknown(["type": 99, "someName": ["a_b": 1]])
        #expect(try JSON(unknown) == ["type": 99, "someName": ["a_b": 1]])
    }

    @Test func `an embed tells which limits it breaks`() {
        var embed = Embed()
        embed.title = " \n" + String(repeating: "t", count: 256) + "  "
        embed.description = String(repeating: "d", count: 4096)
        #expect(embed.limitFaults == [] && embed.textCount == 4352)
        var field = EmbedField()
        (field.name, field.value) = (String(repeating: "n", count: 257), String(repeating: "v", count: 1025))
        var footer = EmbedFooter()
        footer.text = String(repeating: "f", count: 2049)
        var author = EmbedAuthor()
        author.name = String(repeating: "a", count: 257)
        embed.title?.append("tt")
        embed.title?.append("t")
        (embed.fields, embed.footer, embed.author) = ([field], footer, author)
        #expect(embed.limitFaults.count == 6, "\(embed.limitFaults)")
        embed = Embed()
        embed.fields = Array(repeating: EmbedField(), count: 26)
        #expect(embed.limitFaults == ["26 fields, more than 25"])
    }
}
