import DiscordModel
import Foundation
import Testing

@testable import Discord
@testable import DiscordSimulator

/// Each endpoint on the simulated Discord, which fails for a request that Discord's description does not allow.
@Suite struct EndpointsTests {
    private func text(_ content: String) -> MessageRequest {
        var request = MessageRequest()
        request.content = content
        return request
    }

    private func webhookText(_ content: String) -> WebhookMessage {
        var message = WebhookMessage()
        message.content = content
        return message
    }

    private func edit(_ content: String) -> MessageEdit {
        var edit = MessageEdit()
        edit.content = Nullable(content)
        return edit
    }

    @Test func `messages are written, read, changed, pinned and deleted`() async throws {
        try await withSimulatedDiscord { discord in
            let (client, channel, demo) = (discord.client, discord.demo.general, discord.demo)
            let pinning = demo.world.addRole(
                "pinning", in: demo.guild, rights: [.everyday, .manageMessages, .pinMessages])
            demo.world.setRoles(of: demo.bot, in: demo.guild, [pinning])
            let first = try await client.send(text("one"), to: channel)
            var reply = text("two")
            reply.messageReference = try MessageReference(json: Array(#"{"message_id": "\#(first.id)"}"#.utf8))
            let file = OutgoingFile(name: "a b.txt", contentType: "text/plain", bytes: Array("hello".utf8))
            let second = try await client.send(reply, files: [file], to: channel)
            #expect(second.attachments.map(\.size) == [5])
            #expect(try await client.edit(first.id, in: channel, to: edit("changed")).content == "changed")
            #expect(try await client.message(first.id, in: channel).content == "changed")
            #expect(try await client.messages(in: channel, .before(second.id), limit: 5).map(\.id) == [first.id])
            #expect(try await client.messages(in: channel, .after(first.id)).map(\.id) == [second.id])
            #expect(try await client.messages(in: channel, .around(first.id)).count == 2)
            try await client.pin(first.id, in: channel, reason: "good")
            #expect(try await client.pins(in: channel).items.map(\.message.id) == [first.id])
            try await client.unpin(first.id, in: channel)
            try await client.delete(first.id, in: channel)
            let third = try await client.send(text("three"), to: channel)
            try await client.delete([second.id, third.id], in: channel)
            let left = try await client.messages(in: channel)
            #expect(!left.contains { [first.id, second.id, third.id].contains($0.id) })
        }
    }

    @Test func `the same nonce makes one message`() async throws {
        try await withSimulatedDiscord { discord in
            var request = text("once")
            request.nonce = .text("n1")
            let one = try await discord.client.send(request, to: discord.demo.general)
            let two = try await discord.client.send(request, to: discord.demo.general)
            #expect(one.id == two.id)
        }
    }

    @Test func `reactions come and go`() async throws {
        try await withSimulatedDiscord { discord in
            let (client, channel) = (discord.client, discord.demo.general)
            let message = discord.demo.world.say("hi", as: discord.demo.ada, in: channel)
            try await client.react("👍", to: message, in: channel)
            #expect(try await client.reactions("👍", on: message, in: channel).map(\.id) == [discord.demo.bot])
            try await client.unreact("👍", from: message, in: channel)
            discord.demo.world.react("🎉", as: discord.demo.ben, to: message, in: channel)
            try await client.deleteReaction("🎉", of: discord.demo.ben, on: message, in: channel)
            try await client.deleteReactions(on: message, in: channel)
            #expect(try await client.message(message, in: channel).reactions?.isEmpty ?? true)
        }
    }

    @Test func `polls are asked and ended`() async throws {
        try await withSimulatedDiscord { discord in
            let (client, channel) = (discord.client, discord.demo.general)
            let poll = #"{"question": {"text": "Tea?"}, "answers": [{"poll_media": {"text": "yes"}}]}"#
            var request = MessageRequest()
            request.poll = try PollRequest(json: Array(poll.utf8))
            let message = try await client.send(request, to: channel)
            discord.demo.world.vote(1, as: discord.demo.ada, in: message.id, of: channel)
            #expect(try await client.voters(for: 1, in: message.id, of: channel).map(\.id) == [discord.demo.ada])
            #expect(try await client.endPoll(message.id, in: channel).poll != nil)
        }
    }

    @Test func `channels and threads`() async throws {
        try await withSimulatedDiscord { discord in
            let (client, demo) = (discord.client, discord.demo)
            #expect(try await client.channel(demo.general).name == "general")
            try await client.showTyping(in: demo.general)
            let message = try await client.send(text("start"), to: demo.general)
            var request = ThreadRequest()
            request.name = "talk"
            let thread = try await client.startThread(from: message.id, in: demo.general, request)
            #expect(thread.id == message.id)
            request.type = .publicThread
            let other = try await client.startThread(in: demo.general, request)
            try await client.join(thread: other.id)
            #expect(try await client.activeThreads(of: demo.guild).threads.count == 2)
            try await client.leave(thread: other.id)
            try await client.archive(thread: thread.id)
            #expect(try await client.archivedThreads(of: demo.general).threads.map(\.id) == [thread.id])
            var change = ThreadEdit()
            change.name = "renamed"
            #expect(try await client.modify(other.id, to: change).name == "renamed")
        }
    }

    @Test func `a post in a forum is a thread with its first message`() async throws {
        try await withSimulatedDiscord { discord in
            var post = ThreadRequest()
            post.name = "question"
            post.message = text("why?")
            let thread = try await discord.client.startPost(in: discord.demo.forum, post)
            #expect(try await discord.client.messages(in: thread.id).map(\.content) == ["why?"])
        }
    }

    @Test func `servers, members and people`() async throws {
        try await withSimulatedDiscord { discord in
            let (client, demo) = (discord.client, discord.demo)
            #expect(try await client.guild(demo.guild, withCounts: true).name == "Workshop")
            #expect(try await client.channels(of: demo.guild).contains { $0.id == demo.general })
            #expect(try await client.roles(of: demo.guild).contains { $0.id == demo.moderators })
            #expect(try await client.member(demo.ben, of: demo.guild).roles == [demo.moderators])
            #expect(try await client.members(of: demo.guild, limit: 10).count == 4)
            #expect(try await client.searchMembers(of: demo.guild, "Cle", limit: 5).count == 1)
            #expect(try await client.me().id == demo.bot)
            #expect(try await client.user(demo.ada).id == demo.ada)
            let direct = try await client.directChannel(with: demo.ada)
            #expect(try await client.directChannel(with: demo.ada).id == direct.id)
            _ = try await client.send(text("psst"), to: direct.id)
        }
    }

    @Test func `the application, its commands and the gateway`() async throws {
        try await withSimulatedDiscord { discord in
            let (client, demo) = (discord.client, discord.demo)
            #expect(try await client.application().id == demo.bot)
            #expect(try await client.gateway().url.hasPrefix("ws://"))
            var ask = CommandDefinition()
            ask.name = "ask"
            ask.description = "Asks."
            ask.descriptionLocalizations = ["de": "Fragt.", "en-GB": "Asks, please."]
            #expect(try await client.overwriteCommands(of: demo.bot, with: [ask]).map(\.definition.name) == ["ask"])
            try await client.overwriteCommands(of: demo.bot, guild: demo.guild, with: [])
            let known = try await client.commands(of: demo.bot)
            #expect(known.map(\.definition.descriptionLocalizations) == [ask.descriptionLocalizations])
            #expect(try await client.commands(of: demo.bot, guild: demo.guild).isEmpty)
        }
    }

    @Test func `webhooks speak under a name of their own`() async throws {
        try await withSimulatedDiscord { discord in
            let (client, channel) = (discord.client, discord.demo.general)
            var request = WebhookRequest()
            request.name = "Personas"
            let webhook = try await client.createWebhook(in: channel, request, reason: "personas")
            let token = try #require(webhook.token)
            #expect(try await client.webhooks(in: channel).map(\.id) == [webhook.id])
            var words = webhookText("Elementary.")
            words.username = "Holmes"
            let message = try await client.execute(webhook: webhook.id, token: token, words)
            #expect(message.author.username == "Holmes" && message.webhookId == webhook.id)
            try await client.editWebhookMessage(message.id, of: webhook.id, token: token, to: edit("My dear."))
            #expect(try await client.message(message.id, in: channel).content == "My dear.")
            try await client.deleteWebhookMessage(message.id, of: webhook.id, token: token)
            try await client.deleteWebhook(webhook.id)
            for _ in 1...2 {
                let error = await #expect(throws: DiscordError.self) {
                    _ = try await client.execute(webhook: webhook.id, token: token, words)
                }
                #expect(error?.remedy == .forget)
            }
            #expect(discord.log.filter { $0.hasPrefix("404") }.count == 1)
        }
    }

    @Test func `interactions are answered, deferred, followed up`() async throws {
        // Of the three seconds that Discord waits none passes, however slow the machine is.
        let date = { @Sendable in Date(timeIntervalSince1970: 1_790_000_000) }
        try await withSimulatedDiscord(date: date) { discord in
            let (client, demo) = (discord.client, discord.demo)
            var ask = CommandDefinition()
            ask.name = "ask"
            ask.description = "Asks."
            try await client.overwriteCommands(of: demo.bot, with: [ask])
            func use() throws -> (id: Snowflake, token: String) {
                let id = try demo.world.use("ask", as: demo.ada, in: demo.general, of: demo.bot)
                return (id, demo.world.look { $0.interactions[id]?.token } ?? "")
            }
            let first = try use()
            try await client.answer(.message(webhookText("yes")), to: first.id, token: first.token)
            let original = try await client.originalAnswer(application: demo.bot, token: first.token)
            #expect(original.content == "yes")
            let error = await #expect(throws: DiscordError.self) {
                try await client.answer(.message(webhookText("again")), to: first.id, token: first.token)
            }
            // On a busy machine the three seconds are over, which is another code for the same remedy.
            #expect(error?.remedy == .otherWay)
            let (id, token) = try use()
            try await client.answer(.deferredMessage(ephemeral: false), to: id, token: token)
            try await client.editOriginalAnswer(to: edit("done"), application: demo.bot, token: token)
            let more = try await client.followUp(webhookText("more"), application: demo.bot, token: token)
            try await client.editFollowUp(more.id, to: edit("most"), application: demo.bot, token: token)
            #expect(try await client.message(more.id, in: demo.general).content == "most")
            try await client.deleteFollowUp(more.id, application: demo.bot, token: token)
            try await client.deleteOriginalAnswer(application: demo.bot, token: token)
        }
    }
}
