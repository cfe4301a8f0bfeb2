import Companion
import DiscordModel
import Foundation
import Synchronization
import Testing

@testable import Bot

@Suite struct CommandDeskTests {
    @Test func `a command runs with what was filled in`() async {
        let reply = await desk().reply(to: .made("echo", [("text", .string("hello")), ("times", .integer(2))]))
        #expect(reply.message == .toAll("hello hello"))
    }

    @Test func `optional ones may be left out, required ones not`() async {
        #expect(await desk().reply(to: .made("echo", [("text", .string("hello"))])).message == .toAll("hello"))
        #expect(await desk().reply(to: .made("echo")).message == .onlyToYou("“text” is missing."))
    }

    @Test(arguments: [
        ("times", CommandValue.integer(6)), ("times", .integer(0)), ("times", .string("2")), ("mood", .string("mad")),
        ("text", .string("")), ("text", .string(String(repeating: "x", count: 21))), ("text", .integer(1)),
    ])
    func `what Discord should not have let through is refused`(option: String, value: CommandValue) async {
        let options = [("text", CommandValue.string("hello")), (option, value)].filter {
            $0.0 != option || $0.1 == value
        }
        let reply = await desk().reply(to: .made("echo", options))
        #expect(reply.message == .onlyToYou("I can't use what “\(option)” holds."))
    }

    @Test func `every kind of option is read`() async {
        var resolved = ResolvedData()
        resolved.users[20] = User()
        resolved.channels[30] = Channel()
        var role = Role()
        role.name = "Crew"
        resolved.roles[40] = role
        resolved.attachments[50] = Attachment()
        let options: [(String, CommandValue)] = [
            ("number", .number(1.5)), ("whole", .integer(3)), ("flag", .bool(true)), ("user", .string("20")),
            ("channel", .string("30")), ("role", .string("40")), ("who", .string("40")), ("file", .string("50")),
        ]
        #expect(
            await desk().reply(to: .made("kinds", options, resolved: resolved)).message
                == .toAll("1.5 3 true Crew Crew"))
        for missing in ["user", "channel", "role", "who", "file"] {
            let changed = options.map { $0.0 == missing ? ($0.0, CommandValue.string("99")) : $0 }
            let reply = await desk().reply(to: .made("kinds", changed, resolved: resolved))
            #expect(reply.message == .onlyToYou("I can't use what “\(missing)” holds."))
        }
    }

    @Test func `permissions are checked when the command is used`() async {
        let desk = desk()
        let refusal = CommandMessage.onlyToYou("You need the permission “Manage Server” to use /rule.")
        #expect(await desk.reply(to: .made("rule", permissions: [.sendMessages])).message == refusal)
        #expect(await desk.reply(to: .made("rule", permissions: [.manageGuild])).message == .onlyToYou("done"))
        #expect(await desk.reply(to: .made("rule", permissions: [.administrator])).message == .onlyToYou("done"))
        #expect(await desk.reply(to: .made("rule", permissions: [], user: 1)).message == .onlyToYou("done"))
        #expect(
            await desk.reply(to: .made("rule", permissions: nil)).message == .onlyToYou("/rule works in servers only."))
    }

    @Test func `what is the owner's is nobody else's, administrators included`() async {
        let desk = desk()
        let refusal = CommandMessage.onlyToYou("Only whoever runs me may use /logs.")
        #expect(await desk.reply(to: .made("logs", permissions: [.administrator])).message == refusal)
        #expect(await desk.reply(to: .made("logs", permissions: nil)).message == refusal)
        #expect(await desk.reply(to: .made("logs", permissions: nil, user: 1)).message == .onlyToYou("log"))
    }

    @Test func `too fast is told how long to wait, each person for themselves`() async {
        let clock = HandClock()
        let desk = desk(clock)
        #expect(await desk.reply(to: .made("slow")).message == .onlyToYou("done"))
        clock.advance(.milliseconds(2_500))
        let refusal = CommandMessage.onlyToYou("Not so fast: you may use /slow again in 8 seconds.")
        #expect(await desk.reply(to: .made("slow")).message == refusal)
        #expect(await desk.reply(to: .made("slow", user: 3)).message == .onlyToYou("done"))
        clock.advance(.milliseconds(7_500))
        #expect(await desk.reply(to: .made("slow")).message == .onlyToYou("done"))
    }

    @Test func `a use that came to nothing costs no wait`() async {
        let desk = desk()
        #expect(
            await desk.reply(to: .made("fail", [("how", .string("mistake"))])).message == .onlyToYou("Not like that."))
        #expect(
            await desk.reply(to: .made("fail", [("how", .string("mistake"))])).message == .onlyToYou("Not like that."))
    }

    @Test func `a command that fails is answered, without its reasons`() async {
        let reply = await desk().reply(to: .made("fail", [("how", .string("badly"))]))
        #expect(reply.message == .onlyToYou("Something went wrong on my side. It is in the log; try again later."))
    }

    @Test func `an unknown command is answered, a use by nobody too`() async {
        #expect(await desk().reply(to: .made("gone")).text.hasPrefix("I don't know that command any more."))
        var nobody = Interaction.made("echo")
        nobody.member = nil
        #expect(await desk().reply(to: nobody).message?.isPrivate == true)
    }

    @Test func `suggestions follow what is typed; at most 25, none where there are none`() async {
        let desk = desk()
        let typed = Interaction.made("echo", [("word", .string("ba"))], focused: "word")
        #expect(await desk.suggestions(for: typed).map(\.name) == ["ba0", "ba1"])
        let all = Interaction.made("echo", [("word", .string("many"))], focused: "word")
        #expect(await desk.suggestions(for: all).count == 25)
        #expect(await desk.suggestions(for: .made("echo", [("word", .string("broken"))], focused: "word")) == [])
        #expect(await desk.suggestions(for: .made("echo", [("text", .string("x"))], focused: "text")) == [])
    }

    @Test func `what is registered is what Discord takes`() {
        let definitions = desk().definitions
        #expect(definitions.map(\.name) == ["admin", "echo", "fail", "help", "kinds", "logs", "rule", "slow"])
        for definition in definitions { #expect(definition.limitFaults == []) }
        let echo = definitions[1]
        #expect(echo.options?.map(\.required) == [true, nil, nil, nil])
        #expect(echo.options?[0].maxLength == 20)
        #expect(echo.options?[1].minValue == .integer(1))
        #expect(echo.options?[2].choices?.count == 2)
        #expect(echo.options?[3].autocomplete == true)
        #expect(echo.nameLocalizations == ["de": "wiederhole"])
        #expect(definitions[6].defaultMemberPermissions == NumericPermissions(.manageGuild))
        #expect(definitions[6].contexts == [.guild])
        #expect(definitions[0].defaultMemberPermissions == NumericPermissions(.administrator))
        #expect(definitions[5].defaultMemberPermissions == NumericPermissions([]))
        #expect(definitions[5].contexts == [.guild, .botDirectMessage])
        #expect(echo.defaultMemberPermissions == nil)
    }

    @Test func `help lists what the caller may use, by topic, and turns its pages`() async throws {
        let desk = desk()
        let first = try #require(await desk.reply(to: .made("help")).message)
        #expect(first.isPrivate)
        #expect(first.embeds.first?.title == "Talk")
        #expect(first.embeds.first?.description == "`/echo text [times] [mood] [word]` Says it again.")
        #expect(menu(of: first)?.options.map(\.value) == ["Talk", "System"])
        let id = try #require(menu(of: first)?.customId)
        let reply = await desk.reply(toComponentOf: .made(choosing: ["System"], in: id))
        guard case .update(let system) = reply else { throw Unexpected() }
        let text = try #require(system.embeds.first?.description)
        #expect(
            !text.contains("/logs") && !text.contains("/rule") && !text.contains("/admin") && text.contains("/help"))
        let ruler = try #require(await desk.reply(to: .made("help", permissions: .all)).message)
        let all = await desk.reply(
            toComponentOf: .made(
                choosing: ["System"], in: try #require(menu(of: ruler)?.customId), permissions: .all))
        #expect(
            all.message?.embeds.first?.description?.contains("/admin` For administrators. *(administrators)*") == true)
    }

    // MARK: Components

    @Test func `a component is used by whom it was made for`() async throws {
        let desk = desk()
        let help = try #require(await desk.reply(to: .made("help")).message)
        let id = try #require(menu(of: help)?.customId)
        let foreign = await desk.reply(toComponentOf: .made(choosing: ["System"], in: id, user: 3))
        #expect(foreign.message == .onlyToYou("That is for somebody else. Use the command yourself."))
    }

    @Test(arguments: ["", "help:topic", "AQAAAAA", String(repeating: "A", count: 100), "@everyone", "😀"])
    func `what nobody sealed is refused politely`(id: String) async {
        let reply = await desk().reply(toComponentOf: .made(choosing: ["System"], in: id))
        #expect(reply.message == .onlyToYou("I don't know that any more. Use the command again."))
    }

    @Test func `another key opens nothing, and time ends`() async throws {
        let date = Mutex(Date(timeIntervalSince1970: 1_000_000))
        let made = desk(seal: Seal(key: Array(repeating: 1, count: 32)) { date.withLock(\.self) })
        let help = try #require(await made.reply(to: .made("help")).message)
        let id = try #require(menu(of: help)?.customId)
        let other = desk(seal: Seal(key: Array(repeating: 2, count: 32)) { date.withLock(\.self) })
        #expect(
            await other.reply(toComponentOf: .made(choosing: ["Talk"], in: id)).text.hasPrefix("I don't know that"))
        #expect(await made.reply(toComponentOf: .made(choosing: ["Talk"], in: id)).text.isEmpty)
        date.withLock { $0 += 86_400 }
        #expect(
            await made.reply(toComponentOf: .made(choosing: ["Talk"], in: id)).text
                == "That is too old to be used. Use the command again.")
    }

    @Test func `who lost a permission cannot use a component any more`() async throws {
        let desk = desk()
        let id = try Seal.fixed.close("rule", "x", for: 2, lasting: .seconds(60))
        let reply = await desk.reply(toComponentOf: .made(choosing: [], in: id))
        #expect(reply.text == "You need the permission “Manage Server” to use /rule.")
    }

    @Test func `administrators rule in their server only, the owner everywhere`() async {
        let desk = desk()
        let refusal = "Only administrators of a server may use /admin, in it."
        #expect(await desk.reply(to: .made("admin", permissions: [.manageGuild])).text == refusal)
        #expect(await desk.reply(to: .made("admin", permissions: nil)).text == refusal)
        #expect(await desk.reply(to: .made("admin", permissions: [.administrator])).text == "done")
        #expect(await desk.reply(to: .made("admin", permissions: nil, user: 1)).text == "done")
    }

    @Test func `who may not use a command is suggested nothing`() async {
        let typed = Interaction.made("rule", [("word", .string("ba"))], permissions: [], focused: "word")
        #expect(await desk().suggestions(for: typed) == [])
        let ruler = Interaction.made("rule", [("word", .string("ba"))], permissions: .manageGuild, focused: "word")
        #expect(await desk().suggestions(for: ruler).map(\.name) == ["ba"])
    }

    private func menu(of message: CommandMessage) -> Component.StringSelect? {
        guard case .actionRow(let row)? = message.components.first, case .stringSelect(let menu)? = row.components.first
        else { return nil }
        return menu
    }

    private func desk(_ clock: HandClock = HandClock(), seal: Seal = .fixed) -> CommandDesk {
        CommandDesk(
            [Echo(), Kinds(), Rule(), Admin(), Logs(), Slow(), Fail()], seal: seal, owners: { [1] }, now: { clock.now })
    }
}

@Suite struct CooldownsTests {
    @Test func `are bounded`() {
        var cooldowns = Cooldowns()
        let now = ContinuousClock.now
        for user in 0..<(Cooldowns.limit + 100) {
            #expect(
                cooldowns.use("x", by: Snowflake(UInt64(user)), every: .seconds(user + 1), at: now) == nil)
        }
        #expect(cooldowns.count <= Cooldowns.limit)
        #expect(cooldowns.use("x", by: Snowflake(UInt64(Cooldowns.limit)), every: .seconds(1), at: now) != nil)
    }

    @Test(arguments: [
        (500, "1 second"), (1_000, "1 second"), (1_001, "2 seconds"), (119_000, "119 seconds"), (121_000, "3 minutes"),
    ])
    func `are spoken`(milliseconds: Int, spoken: String) {
        #expect(Duration.milliseconds(milliseconds).spoken == spoken)
    }
}

/// A clock that tests move by hand.
final class HandClock: Sendable {
    private let time = Mutex(ContinuousClock.now)
    var now: ContinuousClock.Instant { time.withLock(\.self) }
    func advance(_ duration: Duration) { time.withLock { $0 = $0.advanced(by: duration) } }
}

// MARK: Commands

private struct Echo: SlashCommand {
    let name = "echo"
    let summary = "Says it again."
    let topic = CommandTopic.talk
    func isPrivate(_ call: CommandCall) -> Bool { false }
    let localizations = Localizations(names: ["de": "wiederhole"])
    let text = Option<String>("text", "What.", in: 1...20)
    let times = Option<Int>("times", "How often.", isRequired: false, in: 1...5)
    let mood = Option<String>(
        "mood", "How.", isRequired: false, choices: [CommandChoice("glad"), CommandChoice("sad")])
    let word = Option<String>("word", "A word.", isRequired: false) { typed, _ in
        if typed == "broken" { throw Mistake("no") }
        return (0..<(typed == "many" ? 40 : 2)).map { CommandChoice("\(typed)\($0)") }
    }
    var options: [any CommandParameter] { [text, times, mood, word] }

    func run(_ call: CommandCall) async throws -> CommandReply {
        let text = try call[text]
        _ = try call[ifGiven: mood]
        return .toAll(Array(repeating: text, count: try call[ifGiven: times] ?? 1).joined(separator: " "))
    }
}

private struct Kinds: SlashCommand {
    let name = "kinds"
    let summary = "One of each."
    let topic = CommandTopic.system
    func isPrivate(_ call: CommandCall) -> Bool { false }
    let permission = CommandPermission.everybody
    let number = Option<Double>("number", "A number.")
    let whole = Option<Int>("whole", "A whole one.")
    let flag = Option<Bool>("flag", "Yes or no.")
    let user = Option<ChosenUser>("user", "Somebody.")
    let channel = Option<Channel>("channel", "A channel.", channelTypes: [.text])
    let role = Option<Role>("role", "A role.")
    let who = Option<Mentionable>("who", "Somebody or a role.")
    let file = Option<DiscordModel.Attachment>("file", "A file.")
    var options: [any CommandParameter] { [number, whole, flag, user, channel, role, who, file] }

    func run(_ call: CommandCall) async throws -> CommandReply {
        _ = (try call[user], try call[channel], try call[file])
        guard case .role(let who) = try call[who] else { throw Mistake("Not a role.") }
        return .toAll("\(try call[number]) \(try call[whole]) \(try call[flag]) \(try call[role].name) \(who.name)")
    }
}

private struct Rule: SlashCommand {
    let name = "rule"
    let summary = "For those who rule."
    let topic = CommandTopic.system
    let permission = CommandPermission.members(.manageGuild)
    let isForServersOnly = true
    let word = Option<String>("word", "One.", isRequired: false) { typed, _ in [CommandChoice(typed)] }
    var options: [any CommandParameter] { [word] }
    func run(_ call: CommandCall) async throws -> CommandReply { .onlyToYou("done") }
}

private struct Admin: SlashCommand {
    let name = "admin"
    let summary = "For administrators."
    let topic = CommandTopic.system
    let permission = CommandPermission.administrators
    func run(_ call: CommandCall) async throws -> CommandReply { .onlyToYou("done") }
}

private struct Unexpected: Error {}

private struct Logs: SlashCommand {
    let name = "logs"
    let summary = "For the owner."
    let topic = CommandTopic.system
    let permission = CommandPermission.owner
    func run(_ call: CommandCall) async throws -> CommandReply { .onlyToYou("log") }
}

private struct Slow: SlashCommand {
    let name = "slow"
    let summary = "Not too often."
    let topic = CommandTopic.system
    let cooldown: Duration? = .seconds(10)
    func run(_ call: CommandCall) async throws -> CommandReply { .onlyToYou("done") }
}

private struct Fail: SlashCommand {
    let name = "fail"
    let summary = "Fails."
    let topic = CommandTopic.system
    let cooldown: Duration? = .seconds(10)
    let how = Option<String>("how", "How.")
    var options: [any CommandParameter] { [how] }

    func run(_ call: CommandCall) async throws -> CommandReply {
        if try call[how] == "mistake" { throw Mistake("Not like that.") }
        throw CancellationError.Other.secret
    }
}

extension CancellationError { fileprivate enum Other: Error { case secret } }
