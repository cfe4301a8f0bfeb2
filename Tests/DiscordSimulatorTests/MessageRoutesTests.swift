import DiscordModel
import Foundation
import Testing

@testable import DiscordSimulator

@Suite struct MessageRoutesTests {
    let ask = Ask()
    var demo: DemoWorld { ask.demo }
    var messages: String { "/channels/\(demo.general)/messages" }

    @Test func `a message is posted, read, changed and deleted as the description says`() throws {
        let heard = Heard(ask.world, demo.bot)
        let posted = ask("POST", messages, ["content": "hello", "embeds": [["title": "a", "description": "b"]]])
        #expect(posted.status == 200)
        let id = try #require(posted.body["id"]?.string)
        #expect(ask("GET", "\(messages)/\(id)").body["embeds"]?[0]?["type"] == "rich")
        #expect(ask("PATCH", "\(messages)/\(id)", ["content": "changed"]).body["edited_timestamp"]?.string != nil)
        #expect(ask("DELETE", "\(messages)/\(id)").status == 204)
        #expect(ask("GET", "\(messages)/\(id)").code == 10008)
        #expect(heard.names == ["MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE"])
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test(arguments: [(2_000, 200), (2_001, 400)])
    func `content has its limit`(count: Int, status: Int) {
        let answer = ask("POST", messages, ["content": .string(String(repeating: "ä", count: count))])
        #expect(answer.status == status)
        if status == 400 {
            #expect(answer.code == 50035)
            #expect(answer.body["errors"]?["content"]?["_errors"]?[0]?["code"] == "BASE_TYPE_MAX_LENGTH")
        }
    }

    @Test func `all embeds together have 6000 characters`() {
        let embed: JSON = ["description": .string(String(repeating: "x", count: 3_001))]
        #expect(ask("POST", messages, ["embeds": [embed]]).status == 200)
        let both = ask("POST", messages, ["embeds": [embed, embed]])
        #expect(both.body["errors"]?["embeds"]?["0"]?["_errors"]?[0]?["code"] == "MAX_EMBED_SIZE_EXCEEDED")
        let eleven = JSON.array(Array(repeating: ["title": "t"], count: 11))
        #expect(ask("POST", messages, ["embeds": eleven]).code == 50035)
    }

    @Test func `an empty message is refused, also as an edit`() throws {
        #expect(ask("POST", messages, ["content": " "]).code == 50006)
        let id = try #require(ask("POST", messages, ["content": "hi"]).body["id"]?.string)
        #expect(ask("PATCH", "\(messages)/\(id)", ["content": ""]).code == 50006)
    }

    @Test func `an enforced nonce gives the same message again, for some minutes`() {
        let body: JSON = ["content": "once", "nonce": "n1", "enforce_nonce": true]
        let first = ask("POST", messages, body).body["id"]
        #expect(ask("POST", messages, body).body["id"] == first)
        ask.advance(301)
        #expect(ask("POST", messages, body).body["id"] != first)
        #expect(ask.world.messages(in: demo.general).count == 2)
    }

    @Test func `places and rights are refused in Discord's codes`() throws {
        #expect(ask("POST", "/channels/1/messages", ["content": "hi"]).code == 10003)
        #expect(ask("POST", "/channels/\(demo.staff)/messages", ["content": "hi"]).code == 50001)
        #expect(ask("POST", "/channels/\(demo.forum)/messages", ["content": "hi"]).code == 50008)
        ask.world.setOverwrite(in: demo.general, for: demo.bot, deny: .sendMessages)
        #expect(ask("POST", messages, ["content": "hi"]).code == 50013)
        ask.world.setTakesDirectMessages(demo.ada, false)
        let direct = try #require(ask("POST", "/users/@me/channels", ["recipient_id": JSON(demo.ada)]).body["id"])
        #expect(ask("POST", "/channels/\(direct.string ?? "")/messages", ["content": "hi"]).code == 50007)
        let others = ask.world.say("mine", as: demo.ada, in: demo.random)
        #expect(ask("PATCH", "/channels/\(demo.random)/messages/\(others)", ["content": "x"]).code == 50005)
    }

    @Test func `replies name what they answer; a missing one is refused unless that is said to be fine`() throws {
        let question = ask.world.say("why?", as: demo.ada, in: demo.general)
        let reply = ask(
            "POST", messages, ["content": "because", "message_reference": ["message_id": JSON(question)]]
        ).body
        #expect(reply["type"] == 19)
        #expect(reply["referenced_message"]?["content"] == "why?")
        #expect(reply["mentions"]?[0]?["id"] == JSON(demo.ada))
        let nowhere: JSON = ["content": "because", "message_reference": ["message_id": "5"]]
        #expect(
            ask("POST", messages, nowhere).body["errors"]?["message_reference"]?["_errors"]?[0]?["code"]
                == "REPLIES_UNKNOWN_MESSAGE")
        var fine = nowhere
        fine["message_reference"]?["fail_if_not_exists"] = false
        #expect(ask("POST", messages, fine).status == 200)
    }

    @Test func `mentions are those that are allowed`() {
        let content = JSON.string("@everyone <@\(demo.ada)> <@&\(demo.moderators)>")
        let open = ask("POST", messages, ["content": content]).body
        #expect(open["mention_everyone"] == true)
        #expect(open["mentions"]?.array?.count == 1)
        #expect(open["mention_roles"] == [JSON(demo.moderators)])
        let closed = ask("POST", messages, ["content": content, "allowed_mentions": ["parse": []]]).body
        #expect(closed["mention_everyone"] == false)
        #expect(closed["mentions"] == [])
        #expect(closed["mention_roles"] == [])
        let both: JSON = ["parse": ["users"], "users": [JSON(demo.ada)]]
        #expect(ask("POST", messages, ["content": content, "allowed_mentions": both]).code == 50035)
    }

    @Test func `pages of messages go by id, the newest first`() {
        let ids = (1...5).map { ask.world.say("\($0)", as: demo.ada, in: demo.general) }
        func contents(_ query: String) -> [String] {
            (ask("GET", "\(messages)?\(query)").body.array ?? []).compactMap { $0["content"]?.string }
        }
        #expect(contents("limit=2") == ["5", "4"])
        #expect(contents("limit=2&before=\(ids[3])") == ["3", "2"])
        #expect(contents("limit=2&after=\(ids[0])") == ["3", "2"])
        #expect(contents("limit=3&around=\(ids[2])") == ["4", "3", "2"])
        #expect(ask("GET", "\(messages)?limit=101").code == 50035)
    }

    @Test func `many messages are deleted at once, but no old ones`() {
        let old = ask.world.say("old", as: demo.ada, in: demo.general)
        ask.advance(15 * 24 * 3600)
        let new = (1...2).map { ask.world.say("\($0)", as: demo.ada, in: demo.general) }
        let bulk = "\(messages)/bulk-delete"
        #expect(ask("POST", bulk, ["messages": [JSON(old), JSON(new[0])]]).code == 50034)
        #expect(ask("POST", bulk, ["messages": [JSON(new[0])]]).code == 50035)
        let heard = Heard(ask.world, demo.bot)
        #expect(ask("POST", bulk, ["messages": .array(new.map { JSON($0) })]).status == 204)
        #expect(heard.names == ["MESSAGE_DELETE_BULK"])
        #expect(ask.world.messages(in: demo.general).count == 1)
    }

    @Test func `pins by the old and the new way`() throws {
        ask.world.setOverwrite(in: demo.general, for: demo.bot, allow: .pinMessages)
        let message = ask.world.say("keep", as: demo.ada, in: demo.general)
        #expect(ask("PUT", "\(messages)/pins/\(message)").status == 204)
        #expect(ask("GET", "\(messages)/pins").body["items"]?[0]?["message"]?["pinned"] == true)
        #expect(ask("GET", "/channels/\(demo.general)/pins").body[0]?["id"] == JSON(message))
        #expect(ask("DELETE", "/channels/\(demo.general)/pins/\(message)").status == 204)
        #expect(ask("GET", "\(messages)/pins").body["items"] == [])
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `a poll ends with its time, and what came of it is posted`() throws {
        let poll: JSON = [
            "question": ["text": "tea?"], "duration": 1,
            "answers": [["poll_media": ["text": "yes"]], ["poll_media": ["text": "no"]]],
        ]
        let id = try #require(ask("POST", messages, ["poll": poll]).body["id"]?.snowflake)
        ask.world.vote(2, as: demo.ada, in: id, of: demo.general)
        ask.advance(3_599)
        ask.world.passTime()
        #expect(ask.world.messages(in: demo.general).count == 1)
        ask.advance(1)
        ask.world.passTime()
        ask.world.vote(1, as: demo.ben, in: id, of: demo.general)
        let all = ask.world.messages(in: demo.general)
        #expect(all.first?["poll"]?["results"]?["is_finalized"] == true)
        #expect(all.first?["poll"]?["results"]?["answer_counts"]?[0]?["count"] == 0, "too late")
        #expect(all.count == 2 && all.last?["type"] == 46)
        let fields = all.last?["embeds"]?[0]?["fields"]?.array?.map { $0["value"]?.string }
        #expect(fields == ["tea?", "1", "1", "2", "no"])
        #expect(all.last?["message_reference"]?["message_id"] == JSON(id))
        // Read as a bot reads it, against Discord's description.
        #expect(ask("GET", messages).status == 200)
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `slow mode holds back people who have no rights beyond it`() throws {
        #expect(ask("PATCH", "/channels/\(demo.random)", ["rate_limit_per_user": 10]).status == 403)
        ask.world.setRights(of: demo.moderators, in: demo.guild, [.manageMessages])
        ask.world.change { $0.changeChannel(demo.random) { $0["rate_limit_per_user"] = 10 } }
        for person in [demo.ben, demo.cleo] { ask.world.say("hello", as: person, in: demo.random) }
        ask.advance(4)
        #expect(ask.world.look { $0.slowedDown(demo.cleo, in: demo.random) } == 6)
        #expect(ask.world.look { $0.slowedDown(demo.ben, in: demo.random) } == nil, "a moderator")
        ask.advance(6)
        #expect(ask.world.look { $0.slowedDown(demo.cleo, in: demo.random) } == nil)
    }

    @Test func `polls open, are voted in, and end`() throws {
        let poll: JSON = ["question": ["text": "tea?"], "answers": [["poll_media": ["text": "yes"]]], "duration": 1]
        let message = ask("POST", messages, ["poll": poll]).body
        let id = try #require(message["id"]?.snowflake)
        #expect(message["poll"]?["results"]?["is_finalized"] == false)
        ask.world.vote(1, as: demo.ada, in: id, of: demo.general)
        let polls = "/channels/\(demo.general)/polls/\(id)"
        #expect(ask("GET", "\(polls)/answers/1").body["users"]?[0]?["id"] == JSON(demo.ada))
        #expect(ask("POST", "\(polls)/expire").body["poll"]?["results"]?["is_finalized"] == true)
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `reactions by route`() {
        let message = ask.world.say("hi", as: demo.ada, in: demo.general)
        let route = "\(messages)/\(message)/reactions"
        #expect(ask("PUT", "\(route)/%F0%9F%91%8D/@me").status == 204)
        #expect(ask("PUT", "\(route)/thumbsup/@me").code == 10014)
        #expect(ask("GET", "\(route)/%F0%9F%91%8D").body[0]?["id"] == JSON(demo.bot))
        #expect(ask("DELETE", "\(route)/%F0%9F%91%8D/@me").status == 204)
        #expect(ask("DELETE", route).status == 204)
        #expect(ask.rest.violations.map(\.description) == [])
    }
}
