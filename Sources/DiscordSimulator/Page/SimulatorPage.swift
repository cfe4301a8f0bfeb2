import DiscordModel
import Foundation
import HTTPTypes
package import Hummingbird
import NIOCore

/// The web page of `acore simulate`: a chat server for people, on a ``World``.
///
/// It has no login: whoever reaches it may be anybody in this world, as the person who tries a bot wants it.
/// So it belongs on a loopback address only, and ``PageDoor`` answers nothing but loopback names and its own
/// page. Everything of the world goes to the browser as JSON, and becomes elements there, never markup.
package struct SimulatorPage: Sendable {
    let world: World
    let files: PageFiles
    let clock: any Clock<Duration>
    let readers = PageReaders()

    /// Mounts the page at `/`, its files below `/static/`, and what it asks for below `/page/`.
    ///
    /// - Parameter share: the folder with `simulator/` and `web/static/`, which have the page's files.
    /// - Throws: ``PageFilesMissing``
    package static func addRoutes<Context: RequestContext>(
        to router: Router<Context>, world: World, share: String, clock: any Clock<Duration> = ContinuousClock()
    ) throws {
        SimulatorPage(world: world, files: try PageFiles(share: share), clock: clock).addRoutes(to: router)
    }

    func addRoutes<Context: RequestContext>(to router: Router<Context>) {
        let page = self
        router.group().add(middleware: PageDoor())
            .get("/") { _, _ in try page.files.response("page.html", unless: nil) }
            .get("/static/{name}") { request, context in
                try page.files.response(
                    try context.parameters.require("name"), unless: request.headers[.ifNoneMatch])
            }
            .get("/page/world") { request, _ in Response.page(try page.screen(request)) }
            .get("/page/messages") { request, _ in Response.page(try page.messages(request)) }
            .get("/page/commands") { request, _ in Response.page(try page.commands(request)) }
            .get("/page/files/attachments/{channel}/{id}/{name}") { request, _ in try page.file(request) }
            .get("/page/events") { request, _ in try page.events(request) }
            .post("/page/acts/{act}") { request, context in
                Response.page(try await page.act(try context.parameters.require("act"), request))
            }
    }

    // MARK: Looking

    private func screen(_ request: Request) throws(PageFault) -> JSON {
        let person = try person(request)
        return world.look { $0.screen(of: person) }
    }

    /// The newest, or those before one, the oldest first; with what only this person sees among them.
    private func messages(_ request: Request) throws(PageFault) -> JSON {
        let (person, channel) = (try person(request), try place(request))
        let before = request.query("before").flatMap { Snowflake($0) }
        return world.look { $0.page(of: channel, before: before, seenBy: person) }
    }

    private func commands(_ request: Request) throws(PageFault) -> JSON {
        let (person, channel) = (try person(request), try place(request))
        return world.look { $0.menu(in: channel, for: person) }
    }

    /// A file that somebody sent. Only plain pictures are shown by the browser itself.
    private func file(_ request: Request) throws(PageFault) -> Response {
        let names: [Substring] = ["ex", "is", "hm"]
        let query = Dictionary(names.compactMap { name in request.query(name).map { (String(name), $0) } }) { $1 }
        let escaped = request.uri.path.dropFirst("/page/files".count)
        let path = escaped.removingPercentEncoding ?? String(escaped)
        guard let file = world.look({ $0.files.file(at: path, query: query, now: $0.now) }) else {
            throw .notFound
        }
        let isPicture = ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(file.contentType)
        return Response(
            status: .ok,
            headers: [
                .contentType: isPicture ? file.contentType : "application/octet-stream",
                .contentDisposition: isPicture ? "inline" : "attachment", .cacheControl: "private, max-age=3600",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }

    // MARK: Who and where

    /// Who sits before the screen: somebody of this world who is no bot.
    func person(_ request: Request) throws(PageFault) -> Snowflake {
        try person(request.query("as").flatMap { Snowflake($0) })
    }

    /// - Parameter id: nil is whoever came first.
    func person(_ id: Snowflake?) throws(PageFault) -> Snowflake {
        let people = world.look { $0.people }
        guard let person = id ?? people.first, people.contains(person) else { throw .nobody }
        return person
    }

    private func place(_ request: Request) throws(PageFault) -> Snowflake {
        let person = try person(request)
        guard let channel = request.query("channel").flatMap({ Snowflake($0) }),
            world.look({ $0.canSee(person, channel) })
        else { throw .notFound }
        return channel
    }
}

extension Request {
    func query(_ name: Substring) -> String? { uri.queryParameters[name].map(String.init) }
}

extension Response {
    static func page(_ json: JSON, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }
}
