import DiscordModel
import Foundation
import Testing

@testable import DiscordSimulator

@Suite struct GuildRoutesTests {
    let ask = Ask()
    var demo: DemoWorld { ask.demo }
    var guild: String { "/guilds/\(demo.guild)" }

    private func give(_ rights: Rights) {
        let role = ask.world.addRole("more", in: demo.guild, rights: rights)
        ask.world.setRoles(of: demo.bot, in: demo.guild, [role])
    }

    @Test func `the bot, its application and its servers`() {
        #expect(ask("GET", "/applications/@me").body["flags"] == .integer(1 << 13 | 1 << 15 | 1 << 19))
        #expect(ask("GET", "/oauth2/applications/@me").body["id"] == JSON(demo.bot))
        #expect(ask("GET", "/users/@me/guilds").body[0]?["id"] == JSON(demo.guild))
        #expect(ask("GET", "/users/\(demo.ada)").body["global_name"] == "Ada")
        #expect(ask("GET", "/users/5").code == 10013)
        #expect(ask("GET", "\(guild)?with_counts=true").body["approximate_member_count"] == 4)
        #expect(ask("GET", "/guilds/5").code == 10004)
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `members are listed with the switch and found by name`() {
        #expect(ask("GET", "\(guild)/members?limit=10").body.array?.count == 4)
        ask.world.setSwitches(of: demo.bot, [])
        #expect(ask("GET", "\(guild)/members?limit=10").code == 50001)
        #expect(ask("GET", "\(guild)/members/search?query=cl&limit=5").body[0]?["user"]?["username"] == "cleo")
        #expect(ask("GET", "\(guild)/members/5").code == 10013)
        #expect(ask("GET", "/applications/@me").body["flags"] == 0)
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `roles are made, given, taken and deleted`() throws {
        #expect(ask("POST", "\(guild)/roles", ["name": "x"]).code == 50013)
        give(.manageRoles)
        let role = try #require(
            ask("POST", "\(guild)/roles", ["name": "helpers", "permissions": "0"]).body["id"]?.string)
        let heard = Heard(ask.world, demo.bot)
        #expect(ask("PUT", "\(guild)/members/\(demo.cleo)/roles/\(role)").status == 204)
        #expect(ask("PATCH", "\(guild)/roles/\(role)", ["mentionable": true]).body["mentionable"] == true)
        #expect(ask("DELETE", "\(guild)/roles/\(role)").status == 204)
        #expect(
            heard.names == ["GUILD_MEMBER_UPDATE", "GUILD_ROLE_UPDATE", "GUILD_MEMBER_UPDATE", "GUILD_ROLE_DELETE"])
        #expect(ask.world.object(member: demo.cleo, of: demo.guild)?["roles"] == [])
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `channels are made, changed and deleted`() throws {
        give([.manageChannels, .viewChannel])
        let channel = ask("POST", "\(guild)/channels", ["name": "new", "type": 0])
        #expect(channel.status == 201)
        let path = "/channels/\(channel.body["id"]?.string ?? "")"
        #expect(ask("PATCH", path, ["topic": "news"]).body["topic"] == "news")
        #expect(ask("DELETE", path).status == 200)
        #expect(ask("GET", path).code == 10003)
        #expect(ask("GET", "\(guild)/channels").body.array?.count == 6)
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `threads begin on messages, alone, and in forums`() throws {
        let message = ask.world.say("topic", as: demo.ada, in: demo.general)
        let on = ask("POST", "/channels/\(demo.general)/messages/\(message)/threads", ["name": "about it"])
        #expect((on.status, on.body["id"]) == (201, JSON(message)))
        #expect(ask("POST", "/channels/\(demo.general)/messages/\(message)/threads", ["name": "x"]).code == 160_004)
        #expect(ask("POST", "/channels/\(demo.general)/threads", ["name": "alone"]).body["type"] == 12)
        let post = ask("POST", "/channels/\(demo.forum)/threads", ["name": "q", "message": ["content": "how?"]])
        #expect(post.body["message"]?["content"] == "how?")
        #expect(ask("GET", "\(guild)/threads/active").body["threads"]?.array?.count == 3)
        let thread = "/channels/\(message)"
        #expect(ask("PATCH", thread, ["archived": true]).body["thread_metadata"]?["archived"] == true)
        #expect(ask("PUT", "\(thread)/thread-members/@me").code == 50083)
        #expect(ask("POST", "\(thread)/messages", ["content": "awake"]).status == 200)
        #expect(ask.world.object(channel: message)?["thread_metadata"]?["archived"] == false)
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `webhooks write under any name`() throws {
        let hook = ask("POST", "/channels/\(demo.general)/webhooks", ["name": "personas"]).body
        let path = "/webhooks/\(hook["id"]?.string ?? "")/\(hook["token"]?.string ?? "")"
        #expect(ask("POST", "/channels/\(demo.general)/webhooks", ["name": "my discord"]).code == 50035)
        #expect(ask("POST", path, ["content": "arr", "username": "Pirate"], token: nil).status == 204)
        let heard = Heard(ask.world, demo.bot)
        let said = ask("POST", "\(path)?wait=true", ["content": "arr", "username": "Pirate"], token: nil).body
        #expect(said["author"]?["username"] == "Pirate")
        #expect(heard.last("MESSAGE_CREATE")?.data["webhook_id"] == hook["id"])
        let message = "\(path)/messages/\(said["id"]?.string ?? "")"
        #expect(ask("PATCH", message, ["content": "ahoy"], token: nil).body["content"] == "ahoy")
        #expect(ask("DELETE", message, token: nil).status == 204)
        #expect(ask("POST", "\(path)x", ["content": "arr"], token: nil).code == 50027)
        #expect(ask("DELETE", path, token: nil).status == 204)
        #expect(ask("POST", path, ["content": "arr"], token: nil).code == 10015)
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `commands keep their ids when the list is sent again`() throws {
        let path = "/applications/\(demo.bot)/commands"
        let list: JSON = [["name": "one", "description": "One"], ["name": "two", "description": "Two"]]
        let first = ask("PUT", path, list).body
        #expect(ask("PUT", path, list).body[0]?["id"] == first[0]?["id"])
        let one = "\(path)/\(first[0]?["id"]?.string ?? "")"
        #expect(ask("PATCH", one, ["description": "Uno"]).body["description"] == "Uno")
        #expect(ask("DELETE", one).status == 204)
        #expect(ask("GET", one).code == 10063)
        #expect(ask("POST", path, ["name": "three", "description": "Three"]).status == 201)
        #expect(ask("GET", path).body.array?.count == 2)
        #expect(ask("PUT", "/applications/\(demo.bot)/guilds/\(demo.guild)/commands", list).status == 200)
        #expect(ask("PUT", "/applications/5/commands", list).code == 10002)
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `members are changed, thrown out and banned with the right to it`() {
        #expect(ask("DELETE", "\(guild)/members/\(demo.cleo)").code == 50013)
        give([.kickMembers, .banMembers, .manageNicknames, .changeNickname])
        #expect(ask("PATCH", "\(guild)/members/\(demo.cleo)", ["nick": "C"]).body["nick"] == "C")
        #expect(ask("PATCH", "\(guild)/members/@me", ["nick": "Bot"]).body["nick"] == "Bot")
        #expect(ask("DELETE", "\(guild)/members/\(demo.cleo)").status == 204)
        #expect(ask("PUT", "\(guild)/bans/\(demo.ben)", [:]).status == 204)
        #expect(ask("GET", "\(guild)/bans/\(demo.ben)").body["user"]?["id"] == JSON(demo.ben))
        #expect(ask("DELETE", "\(guild)/bans/\(demo.ben)").status == 204)
        #expect(ask("GET", "\(guild)/members?limit=9").body.array?.count == 2)
        #expect(ask.rest.violations.map(\.description) == [])
    }
}
