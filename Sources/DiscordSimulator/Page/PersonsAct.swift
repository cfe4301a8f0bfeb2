import DiscordModel

/// Something a person does on the page.
struct PersonsAct {
    enum Fault: Error { case unknownAct, notAllowed }

    let user: Snowflake
    let asked: JSON

    private func id(_ name: String) -> Snowflake { asked[name]?.snowflake ?? Snowflake(0) }
    private func text(_ name: String) -> String { asked[name]?.string ?? "" }
    private var channel: Snowflake { id("channel") }

    /// - Returns: what came of it: an `id`, mostly.
    func perform(in world: World) throws -> JSON {
        let isDirect = text("act") == "open"
        guard isDirect || world.rights(of: user, in: channel).contains(.viewChannel) else { throw Fault.notAllowed }
        switch text("act") {
        case "open": return ["id": JSON(world.directChannel(user, id("with")))]
        case "say": return ["id": JSON(try say(in: world))]
        case "use", "complete", "press", "submit": return ["id": JSON(try interact(in: world))]
        default: return try change(in: world)
        }
    }

    private func say(in world: World) throws -> Snowflake {
        let rights = world.rights(of: user, in: channel)
        guard !rights.isDisjoint(with: [.sendMessages, .sendMessagesInThreads]) else { throw Fault.notAllowed }
        return world.say(text("content"), as: user, in: channel, replyTo: asked["reply_to"]?.snowflake)
    }

    private func interact(in world: World) throws -> Snowflake {
        let options = asked["options"]?.object ?? [:]
        switch text("act") {
        case "use":
            if let target = asked["target"]?.snowflake {
                return try world.use(text("command"), on: target, as: user, in: channel, of: id("bot"))
            }
            return try world.use(text("command"), as: user, in: channel, of: id("bot"), options: options)
        case "complete":
            return try world.complete(
                text("option"), typed: text("typed"), of: text("command"), as: user, in: channel, of: id("bot"),
                options: options)
        case "press":
            let values = asked["values"]?.array?.compactMap(\.string)
            return try world.press(text("custom_id"), on: id("message"), as: user, in: channel, choosing: values)
        default:
            let values = (asked["values"]?.object ?? [:]).map { ($0.name, $0.value) }
            return try world.submit(
                modalOf: id("interaction"), Dictionary(values, uniquingKeysWith: { _, last in last }))
        }
    }

    private func change(in world: World) throws -> JSON {
        let message = id("message")
        let isOwn = world.messages(in: channel).first { $0["id"]?.snowflake == message }?["author"]?["id"] == JSON(user)
        switch text("act") {
        case "edit" where isOwn: world.edit(message, in: channel, to: text("content"))
        case "delete" where isOwn || world.rights(of: user, in: channel).contains(.manageMessages):
            world.delete(message, in: channel)
        case "edit", "delete": throw Fault.notAllowed
        case "react": world.react(text("emoji"), as: user, to: message, in: channel)
        case "unreact": world.unreact(text("emoji"), as: user, from: message, in: channel)
        case "type": world.type(as: user, in: channel)
        case "vote": world.vote(asked["answer"]?.integer ?? 0, as: user, in: message, of: channel)
        default: throw Fault.unknownAct
        }
        return [:]
    }
}
