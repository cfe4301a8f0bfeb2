import Foundation
import DiscordModel

/// One line of the API: what is asked, who may ask, how often, and what does it.
struct Route: Sendable {
    typealias Act = @Sendable (Call, inout WorldState) throws(Refusal) -> Answer

    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    enum Access: Sendable {
        /// Anybody.
        case open
        /// `Authorization: Bot …`
        case bot
        /// The token stands in the path. These do not count to the global limit.
        case token
    }

    /// So many requests in so many seconds, for each channel, guild or webhook.
    struct Limit: Sendable {
        let requests: Int
        let seconds: Double
    }

    let method: Method
    /// As in the API description: `/channels/{channel_id}/messages`.
    let template: String
    let access: Access
    let limit: Limit
    let act: Act
    let parts: [Part]

    enum Part: Sendable, Equatable {
        case word(String)
        case parameter(String)
    }

    init(
        _ method: Method, _ template: String, for access: Access = .bot, limit: Limit = .usual, _ act: @escaping Act
    ) {
        self.method = method
        self.template = template
        self.access = access
        self.limit = limit
        self.act = act
        parts = template.split(separator: "/").map { part in
            part.hasPrefix("{") ? .parameter(String(part.dropFirst().dropLast())) : .word(String(part))
        }
    }

    /// What stands in the braces; nil when the path is another.
    func parameters(in path: [String]) -> [String: String]? {
        guard path.count == parts.count else { return nil }
        var parameters: [String: String] = [:]
        for (part, given) in zip(parts, path) {
            switch part {
            case .word(let word): if word != given { return nil }
            case .parameter(let name): parameters[name] = given.removingPercentEncoding ?? given
            }
        }
        return parameters
    }

    /// The bucket that this route shares with others of the same name, without its major parameter.
    var bucket: String {
        let words = "\(method.rawValue) \(template)".utf8
        let hash = words.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        return String(hash, radix: 16)
    }

    /// Limits count for each of these apart.
    func major(_ parameters: [String: String]) -> String {
        ["channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id"]
            .compactMap { parameters[$0] }.joined(separator: ":")
    }
}

extension Route.Limit {
    static let usual = Route.Limit(requests: 10, seconds: 5)
    static let messages = Route.Limit(requests: 5, seconds: 5)
    static let reactions = Route.Limit(requests: 1, seconds: 0.25)
    static let commands = Route.Limit(requests: 5, seconds: 20)
    static let lookups = Route.Limit(requests: 50, seconds: 1)
}

/// All routes, found by method and path.
struct RouteTable: Sendable {
    let routes: [Route]

    init(_ routes: [Route]) { self.routes = routes }

    enum Found: Sendable {
        case route(Route, parameters: [String: String])
        case otherMethod
        case nothing
    }

    /// Words win over parameters: `/users/@me` is not a user of that name.
    func find(_ method: String, _ path: [String]) -> Found {
        let matches = routes.compactMap { route in route.parameters(in: path).map { (route, $0) } }
        guard !matches.isEmpty else { return .nothing }
        let best = matches.filter { $0.0.method.rawValue == method }
            .min { $0.1.count < $1.1.count }
        return best.map { .route($0.0, parameters: $0.1) } ?? .otherMethod
    }
}
