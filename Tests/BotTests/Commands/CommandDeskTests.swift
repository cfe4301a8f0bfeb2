import Companion
import DiscordModel
import Synchronization
import Testing

@testable import Bot

@Suite struct CommandDeskTests {
    @Test func `a command runs with what was filled in`() async {
        let reply = await desk().reply(to: .made("echo", [("text", .string("hello")), ("times", .integer(2))]))
        #expect(reply == .toAll("hello hello"))
    }

    @Test func `optional ones may be left out, required ones not`() async {
        #expect(await desk().reply(to: .made("echo", [("text", .string("hello"))])) == .toAll("hello"))
        #expect(await desk().reply(to: .made("echo")) == .onlyToYou("“text” is missing."))
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
        #expect(reply == .onlyToYou("I can't use what “\(option)” holds."))
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
        #expect(await desk().reply(to: .made("kinds", options, resolved: resolved)) == .toAll("1.5 3 true Crew Crew"))
        for missing in ["user", "channel", "role", "who", "file"] {
            let changed = options.map { $0.0 == missing ? ($0.0, CommandValue.string("99")) : $0 }
            let reply = await desk().reply(to: .made("kinds", changed, resolved: resolved))
            #expect(reply == .onlyToYou("I can't use what “\(missing)” holds."))
        }
    }

    @Test func `permissions are checked when the command is used`() async {
        let desk = desk()
        let refusal = CommandReply.onlyToYou("You need the permission “Manage Server” to use /rule.")
        #expect(await desk.reply(to: .made("rule", permissions: [.sendMessages])) == refusal)
        #expect(await desk.reply(to: .made("rule", permissions: [.manageGuild])) == .onlyToYou("done"))
        #expect(await desk.reply(to: .made("rule", permissions: [.administrator])) == .onlyToYou("done"))
        #expect(await desk.reply(to: .made("rule", permissions: [], user: 1)) == .onlyToYou("done"))
        #expect(await desk.reply(to: .made("rule", permissions: nil)) == .onlyToYou("/rule works in servers only."))
    }

    @Test func `what is the owner's is nobody else's, administrators included`() async {
        let desk = desk()
        let refusal = CommandReply.onlyToYou("Only whoever runs me may use /logs.")
        #expect(await desk.reply(to: .made("logs", permissions: [.administrator])) == refusal)
        #expect(await desk.reply(to: .made("logs", permissions: nil)) == refusal)
        #expect(await desk.reply(to: .made("logs", permissions: nil, user: 1)) == .onlyToYou("log"))
    }

    @Test func `too fast is told how long to wait, each person for themselves`() async {
        let clock = HandClock()
        let desk = desk(clock)
        #expect(await desk.reply(to: .made("slow")) == .onlyToYou("done"))
        clock.advance(.milliseconds(2_500))
        let refusal = CommandReply.onlyToYou("Not so fast: you may use /slow again in 8 seconds.")
        #expect(await desk.reply(to: .made("slow")) == refusal)
        #expect(await desk.reply(to: .made("slow", user: 3)) == .onlyToYou("done"))
        clock.advance(.milliseconds(7_500))
        #expect(await desk.reply(to: .made("slow")) == .onlyToYou("done"))
    }

    @Test func `a use that came to nothing costs no wait`() async {
        let desk = desk()
        #expect(await desk.reply(to: .made("fail", [("how", .string("mistake"))])) == .onlyToYou("Not like that."))
        #expect(await desk.reply(to: .made("fail", [("how", .string("mistake"))])) == .onlyToYou("Not like that."))
    }

    @Test func `a command that fails is answered, without its reasons`() async {
        let reply = await desk().reply(to: .made("fail", [("how", .string("badly"))]))
        #expect(reply == .onlyToYou("Something went wrong on my side. It is in the log; try again later."))
    }

    @Test func `an unknown command is answered, a use by nobody too`() async {
        #expect(await desk().reply(to: .made("gone")).text.hasPrefix("I don't know that command any more."))
        var nobody = Interaction.made("echo")
        nobody.member = nil
        #expect(await desk().reply(to: nobody).isPrivate)
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
        #expect(definitions.map(\.name) == ["echo", "fail", "help", "kinds", "logs", "rule", "slow"])
        for definition in definitions { #expect(definition.limitFaults == []) }
        let echo = definitions[0]
        #expect(echo.options?.map(\.required) == [true, nil, nil, nil])
        #expect(echo.options?[0].maxLength == 20)
        #expect(echo.options?[1].minValue == .integer(1))
        #expect(echo.options?[2].choices?.count == 2)
        #expect(echo.options?[3].autocomplete == true)
        #expect(echo.nameLocalizations == ["de": "wiederhole"])
        #expect(definitions[5].defaultMemberPermissions == NumericPermissions(.manageGuild))
        #expect(definitions[5].contexts == [.guild])
    }

    @Test func `help lists what the caller may use, by topic, and turns its pages`() async {
        let desk = desk()
        let first = await desk.reply(to: .made("help"))
        #expect(first.isPrivate)
        #expect(first.embeds.first?.title == "Talk")
        #expect(first.embeds.first?.description == "`/echo text [times] [mood] [word]` Says it again.")
        #expect(topics(of: first) == ["Talk", "System"])
        let system = await desk.reply(toComponentOf: .made(choosing: ["System"], in: "help:topic"))
        #expect(system?.embeds.first?.description?.contains("/logs") == false)
        #expect(system?.embeds.first?.description?.contains("/rule") == false)
        #expect(system?.embeds.first?.description?.contains("/help") == true)
        let ruler = await desk.reply(to: .made("help", permissions: .all))
        #expect(ruler.embeds.first?.title == "Talk")
        #expect(await desk.reply(toComponentOf: .made(choosing: ["x"], in: "gone:topic")) == nil)
    }

    private func topics(of reply: CommandReply) -> [String] {
        guard case .actionRow(let row)? = reply.components.first, case .stringSelect(let menu)? = row.components.first
        else { return [] }
        return menu.options.map(\.value)
    }

    private func desk(_ clock: HandClock = HandClock()) -> CommandDesk {
        CommandDesk(
            [Echo(), Kinds(), Rule(), Logs(), Slow(), Fail()], owners: { [1] }, now: { clock.now })
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
    let isPrivate = false
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
    let isPrivate = false
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
    func run(_ call: CommandCall) async throws -> CommandReply { .onlyToYou("done") }
}

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
