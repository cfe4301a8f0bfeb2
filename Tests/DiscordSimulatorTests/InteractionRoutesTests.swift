import DiscordModel
import Foundation
import Testing

@testable import DiscordSimulator

@Suite struct InteractionRoutesTests {
    let ask = Ask()
    let heard: Heard
    var demo: DemoWorld { ask.demo }

    init() {
        heard = Heard(ask.demo.world, ask.demo.bot)
        let commands: JSON = [
            [
                "name": "ask", "description": "Asks", "type": 1,
                "options": [
                    ["type": 3, "name": "what", "description": "What", "autocomplete": true],
                    ["type": 6, "name": "whom", "description": "Whom"],
                ],
            ],
            ["name": "Quote", "type": 3],
        ]
        _ = ask("PUT", "/applications/\(ask.demo.bot)/commands", commands)
    }

    private func use(_ options: JSONObject = [:]) throws -> (id: Snowflake, token: String) {
        let id = try ask.world.use("ask", as: demo.ada, in: demo.general, of: demo.bot, options: options)
        return (id, heard.last("INTERACTION_CREATE")?.data["token"]?.string ?? "")
    }

    private func answer(
        _ interaction: (id: Snowflake, token: String), _ body: JSON, query: String = ""
    ) -> (status: Int, code: Int?, body: JSON) {
        ask("POST", "/interactions/\(interaction.id)/\(interaction.token)/callback\(query)", body, token: nil)
    }

    private func path(_ interaction: (id: Snowflake, token: String), _ rest: String = "") -> String {
        "/webhooks/\(demo.bot)/\(interaction.token)\(rest)"
    }

    @Test func `a command comes with its options and whom they mean`() throws {
        _ = try use(["what": "why", "whom": JSON(demo.ben)])
        let event = try #require(heard.last("INTERACTION_CREATE")?.data)
        #expect(event["data"]?["options"]?[0] == ["name": "what", "type": 3, "value": "why"])
        #expect(event["data"]?["resolved"]?["users"]?[demo.ben.description]?["username"] == "ben")
        #expect(event["member"]?["user"]?["id"] == JSON(demo.ada))
        #expect(throws: InteractionError.noSuchOption("who")) { try use(["who": "x"]) }
        #expect(throws: InteractionError.noSuchCommand("none")) {
            try ask.world.use("none", as: demo.ada, in: demo.general, of: demo.bot)
        }
    }

    @Test func `a message command carries its message`() throws {
        let message = ask.world.say("wise words", as: demo.ben, in: demo.general)
        _ = try ask.world.use("Quote", on: message, as: demo.ada, in: demo.general, of: demo.bot)
        let data = heard.last("INTERACTION_CREATE")?.data["data"]
        #expect(data?["target_id"] == JSON(message))
        #expect(data?["resolved"]?["messages"]?[message.description]?["content"] == "wise words")
    }

    @Test func `an answer with a response tells of the message`() throws {
        let interaction = try use()
        let answer = answer(interaction, ["type": 4, "data": ["content": "hi"]], query: "?with_response=true")
        #expect(answer.status == 200)
        #expect(answer.body["resource"]?["message"]?["content"] == "hi")
        #expect(ask.world.outcome(of: interaction.id)?.original?["content"] == "hi")
        #expect(ask("GET", path(interaction, "/messages/@original"), token: nil).body["type"] == 20)
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `the first answer is due within three seconds, and only one is taken`() throws {
        let late = try use()
        ask.advance(3.1)
        #expect(answer(late, ["type": 5]).code == 10062)
        #expect(ask.world.outcome(of: late.id)?.hasFailed == true)
        let twice = try use()
        #expect(answer(twice, ["type": 5]).status == 204)
        #expect(answer(twice, ["type": 4, "data": ["content": "x"]]).code == 40060)
        #expect(answer((twice.id, "wrong"), ["type": 5]).code == 10062)
    }

    @Test func `the first follow-up takes the spinner's place, the next ones stand beside it`() throws {
        let interaction = try use()
        _ = answer(interaction, ["type": 5, "data": ["flags": 64]])
        #expect(ask.world.outcome(of: interaction.id)?.isWaiting == true)
        let first = ask("POST", path(interaction), ["content": "done"], token: nil)
        #expect(ask.world.outcome(of: interaction.id)?.original?["content"] == "done")
        #expect(ask.world.outcome(of: interaction.id)?.isWaiting == false)
        let second = ask("POST", path(interaction), ["content": "and more"], token: nil)
        #expect(second.body["id"] != first.body["id"])
        #expect(ask.world.messages(in: demo.general).count == 1, "hidden answers stand in no channel")
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `the original is changed and deleted until the token ends`() throws {
        let interaction = try use()
        _ = answer(interaction, ["type": 5])
        let original = path(interaction, "/messages/@original")
        #expect(ask("PATCH", original, ["content": "ready"], token: nil).body["flags"] == 0)
        #expect(ask.world.messages(in: demo.general).last?["content"] == "ready")
        ask.advance(15 * 60 + 1)
        let ended = ask("DELETE", original, token: nil)
        #expect((ended.status, ended.code) == (401, 50027))
    }

    @Test func `a modal is a first answer, and its submission comes back`() throws {
        let modal: JSON = [
            "type": 9,
            "data": [
                "custom_id": "form", "title": "Tell",
                "components": [
                    ["type": 18, "label": "Why", "component": ["type": 4, "custom_id": "why", "style": 1]]
                ],
            ],
        ]
        let deferred = try use()
        _ = answer(deferred, ["type": 5])
        #expect(answer(deferred, modal).code == 40060)
        let interaction = try use()
        #expect(answer(interaction, modal).status == 204)
        let submitted = try ask.world.submit(modalOf: interaction.id, ["why": "because"])
        let event = try #require(heard.last("INTERACTION_CREATE")?.data)
        #expect(event["data"]?["components"]?[0]?["component"]?["value"] == "because")
        #expect(answer((submitted, event["token"]?.string ?? ""), modal).code == 50035, "no modal after a modal")
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `choices are offered for what is typed`() throws {
        let id = try ask.world.complete("what", typed: "wh", of: "ask", as: demo.ada, in: demo.general, of: demo.bot)
        let event = try #require(heard.last("INTERACTION_CREATE")?.data)
        #expect(event["type"] == 4)
        #expect(event["data"]?["options"]?[0]?["focused"] == true)
        let token = event["token"]?.string ?? ""
        #expect(answer((id, token), ["type": 4, "data": ["content": "no"]]).code == 50035)
        #expect(
            answer((id, token), ["type": 8, "data": ["choices": [["name": "why", "value": "why"]]]]).status == 204)
        #expect(ask.world.outcome(of: id)?.choices.count == 1)
    }

    @Test func `a button changes the message it is on`() throws {
        let row: JSON = ["type": 1, "components": [["type": 2, "style": 1, "label": "Go", "custom_id": "go"]]]
        let message = ask("POST", "/channels/\(demo.general)/messages", ["content": "press", "components": [row]]).body
        let id = try #require(message["id"]?.snowflake)
        let pressed = try ask.world.press("go", on: id, as: demo.ada, in: demo.general)
        let token = heard.last("INTERACTION_CREATE")?.data["token"]?.string ?? ""
        #expect(heard.last("INTERACTION_CREATE")?.data["message"]?["id"] == JSON(id))
        #expect(answer((pressed, token), ["type": 7, "data": ["content": "pressed", "components": []]]).status == 204)
        #expect(ask.world.messages(in: demo.general).last?["content"] == "pressed")
        #expect(throws: InteractionError.noSuchComponent("go")) {
            try ask.world.press("go", on: id, as: demo.ada, in: demo.general)
        }
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `a command is there for those whose rights it asks for, and where it belongs`() throws {
        func registered(_ more: JSONObject) -> InteractionError? {
            let command = JSONObject(
                [("name", "ask"), ("description", "Asks"), ("type", 1)] + more.map { ($0.name, $0.value) })
            _ = ask("PUT", "/applications/\(demo.bot)/commands", .array([.object(command)]))
            do {
                _ = try ask.world.use("ask", as: demo.ben, in: demo.general, of: demo.bot)
                return nil
            } catch { return error }
        }
        let manage = Rights.manageMessages.text
        #expect(registered(["default_member_permissions": .string(manage)]) == nil, "Ben moderates")
        #expect(registered(["default_member_permissions": .string(Rights.manageGuild.text)]) == .notPermitted("ask"))
        #expect(registered(["contexts": [1]]) == .notPermitted("ask"))
        #expect(registered(["default_member_permissions": "0"]) == .notPermitted("ask"), "only administrators")
        _ = try ask.world.use("ask", as: demo.ada, in: demo.general, of: demo.bot)
        let direct = ask.world.directChannel(demo.ben, demo.bot)
        _ = try ask.world.use("ask", as: demo.ben, in: direct, of: demo.bot)
    }

    @Test func `where its bot is not, who brought an application along gets five follow-ups`() throws {
        ask.world.leave(demo.bot, demo.guild)
        let command: JSON = ["name": "ask", "description": "Asks", "type": 1, "integration_types": [0, 1]]
        _ = ask("PUT", "/applications/\(demo.bot)/commands", [command])
        #expect(throws: InteractionError.notPermitted("ask")) { try use() }
        ask.world.install(demo.bot, for: demo.ada)
        let interaction = try use()
        let owners = heard.last("INTERACTION_CREATE")?.data["authorizing_integration_owners"]
        #expect(owners == ["1": JSON(demo.ada)])
        #expect(answer(interaction, ["type": 4, "data": ["content": "first"]]).status == 204)
        for _ in 0..<5 { #expect(ask("POST", path(interaction), ["content": "more"], token: nil).status == 200) }
        #expect(ask("POST", path(interaction), ["content": "more"], token: nil).code == 40094)
    }

    @Test func `a person's screen shows what only they see`() throws {
        let screen = Heard(ask.world, demo.ada)
        let interaction = try use()
        _ = answer(interaction, ["type": 4, "data": ["content": "psst", "flags": 64]])
        #expect(screen.last("MESSAGE_CREATE")?.data["content"] == "psst")
        #expect(ask.world.messages(in: demo.general).isEmpty)
    }
}
