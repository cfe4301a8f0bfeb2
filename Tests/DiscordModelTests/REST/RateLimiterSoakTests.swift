import Foundation
import Testing

@testable import DiscordModel

/// The limiter against ``EnforcingDiscord``: whatever the network does, no request comes too soon.
///
/// `ACORE_SOAK_REQUESTS=1000000` makes it long.
@Suite struct RateLimiterSoakTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `no request is ever refused for coming too soon`(seed: UInt64) {
        let wanted = ProcessInfo.processInfo.environment["ACORE_SOAK_REQUESTS"].flatMap { Int($0) } ?? 4_000
        var world = World(seed: seed, requests: wanted / 4)
        world.run()
        print("rate limits, seed \(seed): \(world.summary)")
        #expect(world.discord.violations.prefix(5) == [])
        #expect(world.answered + world.lost + world.refused == wanted / 4)
        #expect(world.answered > wanted / 4 * 8 / 10)
        #expect(world.disorder == 0)
        #expect(world.limiter.waiting == 0 && world.limiter.requests.isEmpty && world.limiter.lanes.isEmpty)
    }
}

/// Everything that happens, in the order it happens.
private struct World {
    enum Happening {
        case asked
        case arrives(RateLimiter.Ticket)
        case answered(RateLimiter.Ticket, EnforcingDiscord.Reply)
        case lost(RateLimiter.Ticket)
        case wake
    }

    var limiter = RateLimiter()
    var discord: EnforcingDiscord
    var random: SeededGenerator
    private(set) var answered = 0
    private(set) var lost = 0
    private(set) var refused = 0
    private(set) var shared = 0
    /// Writes that reached Discord before an older one of the same bucket.
    private(set) var disorder = 0
    private var agenda = Agenda<Happening>()
    private var routes: [RateLimiter.Ticket: Route] = [:]
    private var newest: [WindowKey: RateLimiter.Ticket] = [:]
    private var next: RateLimiter.Ticket = 0
    private let requests: Int
    private var now = Duration.zero
    private var wakesAt = Duration.seconds(1 << 40)

    init(seed: UInt64, requests: Int) {
        random = SeededGenerator(seed: seed)
        self.requests = requests
        discord = EnforcingDiscord(
            bucketOf: [
                "GET /channels/{channel.id}": "channel", "POST /channels/{channel.id}/messages": "messages",
                "PATCH /channels/{channel.id}/messages/{message.id}": "edits",
                "DELETE /channels/{channel.id}/messages/{message.id}": "edits",
                "GET /channels/{channel.id}/messages": "list", "GET /users/{user.id}": "users",
                "POST /webhooks/{webhook.id}/{webhook.token}": "webhook",
                "PUT /channels/{channel.id}/messages/{message.id}/reactions/{emoji}/@me": "reactions",
            ],
            kinds: [
                "channel": .init(limit: 5, period: .seconds(5)), "messages": .init(limit: 5, period: .seconds(5)),
                "edits": .init(limit: 5, period: .seconds(4)), "list": .init(limit: 10, period: .seconds(2)),
                "users": .init(limit: 30, period: .seconds(30)), "webhook": .init(limit: 5, period: .seconds(2)),
                "reactions": .init(limit: 1, period: .milliseconds(250)),
            ])
    }

    var summary: String {
        "\(answered) answered, \(lost) lost, \(refused) refused, \(shared) shared, in \(now)"
    }

    mutating func run() {
        agenda.add(.asked, at: .zero)
        while let (time, happening) = agenda.pop() {
            now = max(now, time)
            happen(happening)
            if let wake = limiter.nextWake, wake < wakesAt || wakesAt <= now {
                wakesAt = max(wake, now)
                agenda.add(.wake, at: wakesAt)
            }
        }
    }

    private mutating func happen(_ happening: Happening) {
        switch happening {
        case .asked: ask()
        case .wake:
            if wakesAt <= now { wakesAt = .seconds(1 << 40) }
            tell(.timePasses)
        case .arrives(let ticket): arrive(ticket)
        case .answered(let ticket, let reply):
            if let throttle = reply.throttle { return tell(.ended(ticket, reply.headers, .throttled(throttle))) }
            answered += 1
            tell(.ended(ticket, reply.headers, .done))
        case .lost(let ticket):
            lost += 1
            tell(.ended(ticket, nil, .done))
        }
    }

    /// Somebody wants something; in bursts, so that all limits are met.
    private mutating func ask() {
        for _ in 0..<Int.random(in: 1...12, using: &random) where next < requests {
            next += 1
            routes[next] = route()
            tell(.wants(next, routes[next] ?? .me, patience: .seconds(Int.random(in: 20...90, using: &random))))
            if Int.random(in: 0..<3_000, using: &random) == 0 { discord.season += 1 }
        }
        if next < requests { agenda.add(.asked, at: now + .milliseconds(Int.random(in: 0...260, using: &random))) }
    }

    private mutating func route() -> Route {
        let channel = Snowflake(UInt64.random(in: 1...40, using: &random))
        let message = Snowflake(UInt64.random(in: 1...1000, using: &random))
        return switch Int.random(in: 0..<9, using: &random) {
        case 0: .channel(channel)
        case 1, 2: MessageRoute.create(in: channel).route
        case 3: MessageRoute.edit(message, in: channel).route
        case 4: .delete(message: message, in: channel)
        case 5: .messages(in: channel, .newest)
        case 6: .user(message)
        case 7: MessageRoute.execute(webhook: channel, token: "t").route
        default: .react("👍", to: message, in: channel)
        }
    }

    private mutating func tell(_ event: RateLimiter.Event) {
        for action in limiter.handle(event, at: now) {
            switch action {
            case .send(let ticket): agenda.add(.arrives(ticket), at: now + latency())
            case .refuse: refused += 1
            }
        }
    }

    private mutating func arrive(_ ticket: RateLimiter.Ticket) {
        guard let route = routes[ticket] else { return }
        note(ticket, route)
        let isShared = Int.random(in: 0..<400, using: &random) == 0
        shared += isShared ? 1 : 0
        let reply = discord.receive(
            route, at: now, sharedWait: isShared ? .milliseconds(Int.random(in: 0...3000, using: &random)) : nil)
        let isLost = Int.random(in: 0..<300, using: &random) == 0
        agenda.add(isLost && reply.status == 200 ? .lost(ticket) : .answered(ticket, reply), at: now + latency())
    }

    private mutating func note(_ ticket: RateLimiter.Ticket, _ route: Route) {
        guard route.method != .get else { return }
        let endpoint = "\(route.method.rawValue) \(route.template)"
        let key = WindowKey(bucket: endpoint, major: route.major)
        if newest[key] ?? 0 > ticket { disorder += 1 }
        newest[key] = ticket
    }

    /// Mostly short, sometimes very long.
    private mutating func latency() -> Duration {
        let isSlow = Int.random(in: 0..<50, using: &random) == 0
        return .microseconds(Int.random(in: 2_000...(isSlow ? 3_000_000 : 90_000), using: &random))
    }
}
