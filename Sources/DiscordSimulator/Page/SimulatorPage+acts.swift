import DiscordModel
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What people do at the page: one small JSON object each, `as` says who.
extension SimulatorPage {
    /// Of a body: files are in it, as base64.
    static let bodyLimit = 40 << 20
    static let textLimit = 2_000
    static let fileLimit = 10

    func act(_ name: String, _ request: Request) async throws -> JSON {
        guard request.headers[.contentType]?.hasPrefix("application/json") == true else {
            throw PageFault(.unsupportedMediaType, "Send JSON.")
        }
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: Self.bodyLimit) } catch is NIOTooManyBytesError {
            throw PageFault(.contentTooLarge, "These files are too large: at most 25 MB at once.")
        }
        guard let json = try? JSON(json: Array(buffer: body)) else { throw PageFault(.badRequest, "This is no JSON.") }
        let call = PageCall(person: try person(json["as"]?.snowflake), body: json)
        do {
            return try run(name, call)
        } catch let error as InteractionError {
            throw PageFault(.conflict, error.words)
        }
    }

    private func run(_ name: String, _ call: PageCall) throws -> JSON {
        switch name {
        case "say": return try say(call)
        case "edit": try edit(call)
        case "delete": try delete(call)
        case "react": try react(call)
        case "type": world.type(as: call.person, in: try place(call, .sendMessages))
        case "vote":
            world.vote(
                try call.number("answer"), as: call.person, in: try call.id("message"), of: try place(call))
        case "direct": return ["id": JSON(world.directChannel(call.person, try call.id("with")))]
        case "thread": return try startThread(call)
        case "use", "complete", "press", "submit": return try interact(name, call)
        default: throw PageFault.notFound
        }
        return [:]
    }

    // MARK: Messages

    /// - Returns: the channel that it is about, where the person may do this.
    private func place(_ call: PageCall, _ rights: Rights = .viewChannel) throws(PageFault) -> Snowflake {
        let channel = try call.id("channel")
        let isThread = world.look { $0.channels[channel]?.kind.isThread ?? false }
        let needed: Rights = isThread && rights == .sendMessages ? .sendMessagesInThreads : rights
        guard world.rights(of: call.person, in: channel).isSuperset(of: [.viewChannel, needed]) else {
            throw .notAllowed
        }
        return channel
    }

    private func say(_ call: PageCall) throws(PageFault) -> JSON {
        let channel = try place(call, .sendMessages)
        let files = try (call.body["files"]?.array ?? []).map { file throws(PageFault) in try call.file(file) }
        if files.count > Self.fileLimit { throw PageFault(.badRequest, "At most 10 files go with a message.") }
        let text = try call.text("text", upTo: Self.textLimit)
        if text.isEmpty && files.isEmpty { throw .missing("text") }
        if let wait = world.look({ $0.slowedDown(call.person, in: channel) }) {
            throw PageFault(.tooManyRequests, "Slow mode is on: you can write again in \(Int(wait.rounded(.up))) s.")
        }
        return [
            "id": JSON(
                world.say(
                    text, as: call.person, in: channel, attachments: files,
                    replyTo: call.body["replyTo"]?.snowflake))
        ]
    }

    private func edit(_ call: PageCall) throws(PageFault) {
        let channel = try place(call)
        let message = try call.id("message")
        guard author(of: message, in: channel) == call.person else { throw .notAllowed }
        world.edit(message, in: channel, to: try call.text("text", upTo: Self.textLimit))
    }

    private func delete(_ call: PageCall) throws(PageFault) {
        let channel = try place(call)
        let message = try call.id("message")
        if author(of: message, in: channel) != call.person { _ = try place(call, .manageMessages) }
        world.delete(message, in: channel)
    }

    private func react(_ call: PageCall) throws(PageFault) {
        let (channel, message) = (try place(call), try call.id("message"))
        let emoji = try call.text("emoji", upTo: 100)
        if call.body["on"] == false {
            world.unreact(emoji, as: call.person, from: message, in: channel)
        } else {
            world.react(emoji, as: call.person, to: message, in: try place(call, .addReactions))
        }
    }

    private func startThread(_ call: PageCall) throws(PageFault) -> JSON {
        let channel = try place(call, .createPublicThreads)
        let name = try call.text("name", upTo: 100)
        guard !name.isEmpty else { throw .missing("name") }
        let message = call.body["message"]?.snowflake
        guard let id = world.startThread(name, as: call.person, in: channel, on: message) else { throw .notAllowed }
        return ["id": JSON(id)]
    }

    private func author(of message: Snowflake, in channel: Snowflake) -> Snowflake? {
        world.look { $0.message(message, in: channel)?["author"]?["id"]?.snowflake }
    }

    // MARK: Interactions

    /// - Returns: the interaction's id, and what came of it already.
    private func interact(_ name: String, _ call: PageCall) throws -> JSON {
        let id =
            switch name {
            case "use": try use(call)
            case "complete":
                try world.complete(
                    try call.text("option", upTo: 100), typed: try call.text("typed", upTo: 6_000),
                    of: try call.text("path", upTo: 200), as: call.person, in: try place(call),
                    of: try call.id("bot"), options: call.options)
            case "press":
                try world.press(
                    try call.text("customID", upTo: 100), on: try call.id("message"), as: call.person,
                    in: try place(call), choosing: call.body["values"]?.array?.compactMap(\.string))
            default: try submit(call)
            }
        readers.watch(id, of: call.person)
        return ["id": JSON(id), "outcome": outcome(of: id, for: call.person) ?? .null]
    }

    private func use(_ call: PageCall) throws -> Snowflake {
        let (channel, bot) = (try place(call, .useApplicationCommands), try call.id("bot"))
        let path = try call.text("path", upTo: 200)
        if let target = call.body["target"]?.snowflake {
            return try world.use(path, on: target, as: call.person, in: channel, of: bot)
        }
        var files: [String: StoredFile] = [:]
        for file in call.body["files"]?.object ?? [:] { files[file.name] = try call.file(file.value) }
        return try world.use(path, as: call.person, in: channel, of: bot, options: call.options, files: files)
    }

    private func submit(_ call: PageCall) throws -> Snowflake {
        let asked = try call.id("interaction")
        guard world.look({ $0.interactions[asked]?.user }) == call.person else { throw PageFault.notAllowed }
        let values = (call.body["values"]?.object ?? [:]).map { ($0.name, $0.value) }
        return try world.submit(modalOf: asked, Dictionary(values) { $1 })
    }
}

extension InteractionError {
    fileprivate var words: String {
        switch self {
        case .noSuchCommand(let name): "There is no command “\(name)” here (any more)."
        case .notPermitted(let name): "You may not use “\(name)” here."
        case .noSuchOption(let name): "This command has no option “\(name)”."
        case .noSuchComponent: "This is not there any more."
        case .noModal: "There is no form to send."
        }
    }
}

/// One thing that somebody does.
struct PageCall: Sendable {
    let person: Snowflake
    let body: JSON

    var options: JSONObject { body["options"]?.object ?? [:] }

    func id(_ name: String) throws(PageFault) -> Snowflake {
        guard let id = body[name]?.snowflake else { throw .missing(name) }
        return id
    }

    func number(_ name: String) throws(PageFault) -> Int {
        guard let number = body[name]?.integer else { throw .missing(name) }
        return number
    }

    func text(_ name: String, upTo limit: Int) throws(PageFault) -> String {
        guard let text = body[name]?.string else { throw .missing(name) }
        guard text.unicodeScalars.count <= limit else {
            throw PageFault(.badRequest, "This is too long: at most \(limit) characters.")
        }
        return text
    }

    /// `name`, `type`, and the bytes as `base64`.
    func file(_ json: JSON) throws(PageFault) -> StoredFile {
        guard let name = json["name"]?.string, !name.isEmpty, let text = json["base64"]?.string,
            let data = Data(base64Encoded: text)
        else { throw .missing("files") }
        return StoredFile(
            name: name, contentType: json["type"]?.string ?? "application/octet-stream", bytes: Array(data))
    }
}
