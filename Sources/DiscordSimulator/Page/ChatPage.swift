import DiscordModel
import Foundation
import Hummingbird
import HummingbirdCore
import NIOCore

/// A page that looks and works like a chat server: be anybody in the world, and see what bots do.
///
/// Whoever can reach its port may do everything in the world. It stays on loopback, and other sites' pages cannot
/// use it: requests must name this host, and acts must be JSON.
struct ChatPage: Sendable {
    /// Events that wait for a slow reader; beyond it the oldest are lost, and the reader looks at everything anew.
    static let eventLimit = 1_000
    static let bodyLimit = 1 << 20

    let world: World
    /// `share/acore`: the page lies in `discord/page`, and shares scripts with the dashboard.
    let folder: URL

    /// Nil for what is not the page's.
    func respond(to request: Request, clock: any Clock<Duration>) async throws -> Response? {
        let parts = request.uri.path.split(separator: "/").map(String.init)
        guard let first = parts.first ?? "index.html" as String?, !["api", "attachments", "avatars"].contains(first)
        else { return nil }
        guard isLocal(request) else { return Response(status: .forbidden) }
        if first == "people" { return try await person(Array(parts.dropFirst()), request, clock) }
        guard parts.count <= 1 else { return nil }
        return file(first)
    }

    /// A name that another site's page could give to this address would not be one of these.
    private func isLocal(_ request: Request) -> Bool {
        let host = (request.head.authority ?? "").split(separator: ":").dropLast().joined(separator: ":")
        return ["127.0.0.1", "localhost", "[::1]"].contains(host)
    }

    // MARK: Files

    private static let types = [
        "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
        "svg": "image/svg+xml",
    ]
    /// Scripts that the dashboard has, too.
    private static let shared: Set<String> = ["dom.js", "markdown.js", "icon.svg"]

    private func file(_ name: String) -> Response? {
        let place = Self.shared.contains(name) ? "web/static" : "discord/page"
        guard let type = name.split(separator: ".").last.flatMap({ Self.types[String($0)] }),
            name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }), !name.contains(".."),
            // What is not there is answered as everything else that is not there.
            let bytes = try? Data(contentsOf: folder.appending(path: "\(place)/\(name)"))
        else { return nil }
        return Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentSecurityPolicy: "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                    + "img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    // MARK: People

    private func person(_ parts: [String], _ request: Request, _ clock: any Clock<Duration>) async throws -> Response? {
        guard let user = parts.first.flatMap({ Snowflake($0) }) else {
            return parts.isEmpty ? Self.json(.array(world.people)) : nil
        }
        switch (request.method, parts.dropFirst().first) {
        case (.get, "home"): return Self.json(world.home(of: user))
        case (.get, "events"): return events(of: user, request, clock)
        case (.get, "channels"):
            guard let channel = parts.last.flatMap({ Snowflake($0) }) else { return nil }
            return Self.json([
                "messages": .array(world.screen(of: user, channel: channel).map(Self.shown)),
                "commands": .array(world.menu(in: channel)),
            ])
        case (.post, "acts"): return try await act(as: user, request)
        default: return nil
        }
    }

    private func act(as user: Snowflake, _ request: Request) async throws -> Response {
        guard request.headers[.contentType]?.hasPrefix("application/json") ?? false else {
            return Response(status: .unsupportedMediaType)
        }
        let body = try await request.body.collect(upTo: Self.bodyLimit)
        guard let asked = try? JSON(json: Array(body.readableBytesView)) else {  // then there is nothing to do
            return Response(status: .badRequest)
        }
        do {
            return Self.json(try PersonsAct(user: user, asked: asked).perform(in: world))
        } catch {
            return Self.json(["fault": .string("\(error)")], status: .badRequest)
        }
    }

    /// With its text as a tree of markdown.
    static func shown(_ message: JSON) -> JSON {
        var message = message
        for (field, tree) in [("content", "nodes")] { message[tree] = message[field]?.string.map(MarkdownTree.of) }
        if let embeds = message["embeds"]?.array {
            message["embeds"] = .array(
                embeds.map { embed in
                    var embed = embed
                    embed["nodes"] = embed["description"]?.string.map(MarkdownTree.of)
                    return embed
                })
        }
        message["components"] = message["components"].map(MarkdownTree.inComponents)
        return message
    }

    private static func json(_ json: JSON, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }

    /// Server-sent events: what this person's screen is to show.
    private func events(of user: Snowflake, _ request: Request, _ clock: any Clock<Duration>) -> Response {
        let (frames, frame) = AsyncStream.makeStream(
            of: ByteBuffer.self, bufferingPolicy: .bufferingNewest(Self.eventLimit))
        let listener = world.listen(for: user) { dispatch in
            let data = dispatch.name.hasPrefix("MESSAGE_") ? Self.shown(dispatch.data) : dispatch.data
            let event: JSON = ["name": .string(dispatch.name), "data": data]
            frame.yield(ByteBuffer(string: "data: \(event.text)\n\n"))
        }
        let body = ResponseBody { writer in
            defer { world.stopListening(listener) }
            try await writer.write(ByteBuffer(string: ": here\n\n"))
            var writer = writer
            try await request.body.consumeWithCancellationOnInboundClose { _ in
                for await frame in frames { try await writer.write(frame) }
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
            body: body)
    }
}
