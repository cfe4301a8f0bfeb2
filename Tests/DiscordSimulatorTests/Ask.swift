import DiscordModel
import Foundation
import Synchronization

@testable import DiscordSimulator

/// A demo world with its REST API, asked without sockets. Time stands still until it is moved.
final class Ask: Sendable {
    let demo: DemoWorld
    let rest: REST
    private let time = SharedDate(Date(timeIntervalSince1970: 1_780_000_000))

    init(switches: SimulatedIntents = .privileged, enforcesLimits: Bool = false) {
        demo = World.demo(switches: switches, now: { [time] in time.now })
        rest = REST(world: demo.world, description: Self.description, checksAnswers: true, now: { [time] in time.now })
        demo.world.change { $0.cdn = "http://127.0.0.1:1" }
        rest.setLimits(enforced: enforcesLimits)
    }

    static let description = try? APIDescription(
        file: URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../share/acore/discord/openapi.json"))

    var world: World { demo.world }

    func advance(_ seconds: TimeInterval) { time.advance(seconds) }

    /// - Parameter token: nil sends none.
    func reply(
        _ method: String, _ path: String, _ body: JSON? = nil, token: String? = "", headers: [(String, String)] = []
    ) -> Reply {
        var all = [(name: "user-agent", value: "DiscordBot (https://acore.example, 1)")]
        if let token { all.append(("authorization", "Bot \(token.isEmpty ? demo.token : token)")) }
        if body != nil, !headers.contains(where: { $0.0 == "content-type" }) {
            all.append(("content-type", "application/json"))
        }
        all += headers.map { (name: $0.0, value: $0.1) }
        return rest.answer(
            IncomingRequest(method: method, target: "/api/v10\(path)", headers: all, body: body?.bytes ?? []))
    }

    /// With a body that is no JSON.
    func reply(_ method: String, _ path: String, bytes: [UInt8], type: String) -> Reply {
        let headers = [
            (name: "user-agent", value: "DiscordBot (https://acore.example, 1)"),
            (name: "authorization", value: "Bot \(demo.token)"), (name: "content-type", value: type),
        ]
        return rest.answer(
            IncomingRequest(method: method, target: "/api/v10\(path)", headers: headers, body: bytes))
    }

    /// The status, Discord's code where there is one, and the body.
    func callAsFunction(
        _ method: String, _ path: String, _ body: JSON? = nil, token: String? = ""
    ) -> (status: Int, code: Int?, body: JSON) {
        let reply = reply(method, path, body, token: token)
        return (reply.status, reply.json["code"]?.integer, reply.json)
    }
}

extension Reply {
    var json: JSON { (try? JSON(json: body)) ?? .null }  // nothing is what a test then sees

    func header(_ name: String) -> String? { headers.first { $0.0 == name }?.1 }
}

/// A date that a test moves.
final class SharedDate: Sendable {
    private let date: Mutex<Date>

    init(_ date: Date) { self.date = Mutex(date) }

    var now: Date { date.withLock { $0 } }

    func advance(_ seconds: TimeInterval) { date.withLock { $0 += seconds } }
}

/// What a bot hears, in order.
final class Heard: Sendable {
    private let dispatches = Mutex<[Dispatch]>([])

    init(_ world: World, _ user: Snowflake) {
        _ = world.listen(for: user) { [self] dispatch in dispatches.withLock { $0.append(dispatch) } }
    }

    var all: [Dispatch] { dispatches.withLock { $0 } }

    var names: [String] { all.map(\.name) }

    func last(_ name: String) -> Dispatch? { all.last { $0.name == name } }
}
