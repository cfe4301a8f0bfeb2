import DiscordModel
import Testing

@testable import Bot

@Suite struct SituationTests {
    @Test func `a plain message of a person`() {
        let situation = situation(of: message("hello"))
        #expect(situation.author == .person)
        #expect(situation.text == "hello")
        #expect(situation.from == ChannelMember(channel: 9, user: 2))
        #expect(!situation.isDirect && !situation.mentionsBot && !situation.mentionsOthers && !situation.hasImage)
        #expect(situation.replyTarget == .nobody)
    }

    @Test func `who wrote it`() {
        var own = message("hi")
        own.author.id = 1
        #expect(situation(of: own).author == .ownself)
        var bot = message("hi")
        bot.author.bot = true
        #expect(situation(of: bot).author == .bot)
        var webhook = message("hi")
        webhook.webhookId = 70
        #expect(situation(of: webhook).author == .webhook)
        webhook.applicationId = 11
        #expect(situation(of: webhook).author == .ownself)
        var notice = message("")
        notice.type = .memberJoined
        #expect(situation(of: notice).author == .system)
    }

    @Test func `a mention is one that was written, or of the bot's own role; @everyone is none`() {
        #expect(situation(of: message("<@1> hi")).mentionsBot)
        #expect(situation(of: message("<@!1> hi")).mentionsBot)
        var role = message("<@&8> hi")
        role.mentionRoles = [8]
        #expect(situation(of: role).mentionsBot)
        role.mentionRoles = [7]
        #expect(!situation(of: role).mentionsBot)
        var everyone = message("@everyone hi")
        everyone.mentionEveryone = true
        #expect(!situation(of: everyone).mentionsBot)
    }

    @Test func `a reply, with the notification that it carries`() {
        var reply = message("why?")
        reply.type = .reply
        reply.referencedMessage = message("because")
        reply.referencedMessage?.author.id = 1
        reply.mentions = [user(1)]
        #expect(situation(of: reply).replyTarget == .ownself)
        #expect(!situation(of: reply).mentionsBot)
        reply.referencedMessage?.author.id = 7
        reply.mentions = [user(7)]
        #expect(situation(of: reply).replyTarget == .another)
        #expect(!situation(of: reply).mentionsOthers)
        reply.mentions.append(user(8))
        #expect(situation(of: reply).mentionsOthers)
        reply.referencedMessage = nil
        #expect(situation(of: reply).replyTarget == .nobody)
    }

    @Test func `a reply to a persona's webhook message is one to the bot`() {
        var reply = message("why?")
        reply.type = .reply
        var persona = message("because")
        persona.author.id = 70
        persona.webhookId = 70
        persona.applicationId = 11
        reply.referencedMessage = persona
        #expect(situation(of: reply).replyTarget == .ownself)
    }

    @Test func `pictures: attached, embedded, forwarded, or in the message it points at`() {
        var attached = message("look")
        attached.attachments = [attachment("notes.txt", "text/plain"), attachment("cat.PNG", nil)]
        #expect(attached.pictures.map(\.address) == ["https://cdn.example/cat.PNG"])
        #expect(situation(of: attached).hasImage)
        attached.attachments = [attachment("cat.png", "application/zip")]
        #expect(!situation(of: attached).hasImage)
        attached.attachments = [attachment("cat", "image/webp; charset=binary")]
        #expect(situation(of: attached).hasImage)
        var embedded = message("look")
        embedded.embeds = [Embed()]
        embedded.embeds[0].thumbnail = EmbedMedia()
        embedded.embeds[0].thumbnail?.url = "https://a.example/t.png"
        #expect(embedded.pictures.map(\.address) == ["https://a.example/t.png"])
        var reply = message("what is this?")
        reply.type = .reply
        reply.referencedMessage = embedded
        #expect(situation(of: reply).hasImage)
        var forward = message("")
        forward.messageSnapshots = [MessageSnapshot()]
        forward.messageSnapshots?[0].message.attachments = Array(repeating: attachment("a.gif", nil), count: 6)
        #expect(forward.pictures.count == 4)
    }

    @Test func `direct messages have no server`() {
        var direct = message("hi")
        direct.guildId = nil
        #expect(situation(of: direct).isDirect)
    }

    private func situation(of message: Message) -> Situation {
        Situation(message, own: 1, application: 11) { $0 == 8 }
    }

    private func message(_ text: String) -> Message {
        var message = Message()
        message.id = 100
        message.channelId = 9
        message.guildId = 5
        message.author.id = 2
        message.content = text
        return message
    }

    private func user(_ id: Snowflake) -> User {
        var user = User()
        user.id = id
        return user
    }

    private func attachment(_ name: String, _ type: String?) -> DiscordModel.Attachment {
        var attachment = DiscordModel.Attachment()
        attachment.filename = name
        attachment.contentType = type
        attachment.url = "https://cdn.example/\(name)"
        return attachment
    }
}

@Suite struct RecentTalkTests {
    @Test func `a picture counts for three messages`() {
        var talk = RecentTalk()
        talk.add(in: 9, hasPicture: true, speaker: 2, name: "Ann")
        for _ in 0..<2 { talk.add(in: 9, hasPicture: false, speaker: 2, name: "Ann") }
        #expect(talk.hasPicture(in: 9))
        #expect(!talk.hasPicture(in: 8))
        talk.add(in: 9, hasPicture: false, speaker: 2, name: "Ann")
        #expect(!talk.hasPicture(in: 9))
    }

    @Test func `who spoke lately, each once, without oneself`() {
        var talk = RecentTalk()
        for (id, name): (Snowflake, String) in [(2, "Ann"), (3, "Bob"), (2, "Anna"), (1, "Arby")] {
            talk.add(in: 9, hasPicture: false, speaker: id, name: name)
        }
        #expect(talk.speakers(in: 9, besides: [1]) == ["Bob", "Anna"].map(Phrase.init))
        talk.forget(channel: 9)
        #expect(talk.speakers(in: 9, besides: []) == [])
    }

    @Test func `is bounded`() {
        var talk = RecentTalk()
        for channel in 0...RecentTalk.channels {
            talk.add(in: Snowflake(UInt64(channel)), hasPicture: true, speaker: 2, name: "Ann")
        }
        // An eighth goes at once: those silent longest.
        let gone = UInt64(RecentTalk.channels / 8)
        #expect(!talk.hasPicture(in: Snowflake(gone - 1)))
        #expect(talk.hasPicture(in: Snowflake(gone)))
    }

    @Test func `six speakers are remembered`() {
        var talk = RecentTalk()
        for id in 1...8 { talk.add(in: 9, hasPicture: false, speaker: Snowflake(UInt64(id)), name: "P\(id)") }
        #expect(talk.speakers(in: 9, besides: []) == (3...8).map { Phrase("P\($0)") })
    }
}

@Suite struct NameBookTests {
    @Test func `names are those of each server, however often they are asked for`() {
        var book = NameBook()
        for _ in 0..<2 {
            #expect(book.names(["Wren"]) == OwnNames(["Wren"]))
            #expect(book.names(["Wren", "Captain Reed"]) == OwnNames(["Wren", "Captain Reed"]))
        }
        for number in 0...NameBook.limit { _ = book.names(["Wren \(number)"]) }
        #expect(book.names(["Wren"]) == OwnNames(["Wren"]))
    }
}
