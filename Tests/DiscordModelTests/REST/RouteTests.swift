import Testing

@testable import DiscordModel

@Suite struct RouteTests {
    private let channel = Snowflake(7)
    private let message = Snowflake(9)

    @Test func `a route has a path, a template without ids, and what is counted apart`() {
        let route = MessageRoute.edit(message, in: channel).route
        #expect(route.path == "/channels/7/messages/9")
        #expect(route.template == "/channels/{channel.id}/messages/{message.id}")
        #expect(route.major == "channel/7")
    }

    @Test(arguments: ["../../users/@me", "a/b", "a?b=c", "a#b", "%2F", "\r\nX: y", "👍"])
    func `text in a path stays one segment`(text: String) {
        let path = Route.react(text, to: message, in: channel).path
        let inner = path.dropFirst("/channels/7/messages/9/reactions/".count).dropLast("/@me".count)
        #expect(
            inner.utf8.allSatisfy {
                ("a"..."z").contains(Character(UnicodeScalar($0))) || "%.-_~".utf8.contains($0)
                    || ("0"..."9").contains(Character(UnicodeScalar($0)))
                    || ("A"..."Z").contains(Character(UnicodeScalar($0)))
            })
        #expect(path.split(separator: "/").count == 7)
    }

    @Test(arguments: ["", ".", "..", "..."])
    func `dots do not climb`(text: String) {
        #expect(MessageRoute.execute(webhook: channel, token: text).route.path == "/webhooks/7/-")
    }

    @Test func `a custom emoji is one segment`() {
        #expect(Route.react("a:5", to: message, in: channel).path == "/channels/7/messages/9/reactions/a%3A5/@me")
    }

    @Test func `what is nil is not asked`() {
        #expect(Route.messages(in: channel, .newest).target == "/channels/7/messages")
        #expect(
            Route.messages(in: channel, .before(message), limit: 5).target == "/channels/7/messages?before=9&limit=5")
        #expect(Route.searchMembers(of: channel, query: "a&b=c", limit: nil).query == "query=a%26b%3Dc")
    }

    @Test func `interactions are outside the global limit and go without the token`() {
        let answer = MessageRoute.answer(interaction: channel, token: "t")
        #expect(!answer.route.countsToGlobalLimit && !answer.route.isAuthorized && answer.isRepeatable)
        let followUp = MessageRoute.followUp(application: channel, token: "t")
        #expect(!followUp.route.countsToGlobalLimit && !followUp.route.isAuthorized && !followUp.isRepeatable)
        let persona = MessageRoute.execute(webhook: channel, token: "t")
        #expect(persona.route.countsToGlobalLimit && !persona.route.isAuthorized && !persona.isRepeatable)
        #expect(persona.route.target == "/webhooks/7/t?wait=true&with_components=true")
    }

    @Test func `only what does no harm twice is repeated`() {
        #expect(MessageRoute.create(in: channel).isRepeatable && MessageRoute.edit(message, in: channel).isRepeatable)
        #expect(Route.me.isRepeatable && Route.delete(message: message, in: channel).isRepeatable)
        #expect(!Route.startThread(in: channel).isRepeatable && !Route.createWebhook(in: channel).isRepeatable)
    }
}
