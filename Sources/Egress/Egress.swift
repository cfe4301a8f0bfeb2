import Logging
import Metrics
import Synchronization

/// The one way to fetch what a person or a model named.
///
/// Names are resolved here, every address behind one is held against ``EgressRules``, and the connection goes to
/// an address that was looked at, whatever the name leads to a moment later. Each redirect is a new address that is
/// looked at in the same way. Nothing is remembered between two fetches: no cookies, no connections; no proxy is
/// asked, whatever the surroundings name. Name, certificate and `Host` stay those of the address that was asked for.
///
/// An `HTTPClient` is told once and for all which address a name has, so each step gets one of its own.
package final class Egress: Sendable {
    package typealias Resolve = @Sendable (String) async throws -> [IPAddress]

    /// What is fetched at once; a further one is refused with ``EgressError/busy``.
    static let mostAtOnce = 32
    private static let mostRedirects = 5
    /// Addresses of one name that are tried.
    private static let mostTries = 3

    private let rules: EgressRules
    private let resolve: Resolve
    private let agent: String
    private let clock: any Clock<Duration>
    private let underWay = Mutex(0)
    private let logger = Logger(label: "acore.egress")

    /// - Parameters:
    ///   - agent: how it introduces itself.
    ///   - resolve: all addresses of a name.
    package init(
        rules: EgressRules = EgressRules(), agent: String, clock: any Clock<Duration> = ContinuousClock(),
        resolve: @escaping Resolve = NameResolver().addresses(of:)
    ) {
        self.rules = rules
        self.agent = agent
        self.clock = clock
        self.resolve = resolve
    }

    /// - Throws: ``EgressError``, or `CancellationError`.
    package func fetch(_ address: String, _ wish: FetchWish) async throws -> Fetched {
        do {
            let fetched = try await takingPart {
                try await self.inTime(wish.time) { try await self.follow(address, wish) }
            }
            count("ok")
            return fetched
        } catch {
            if Task.isCancelled { throw CancellationError() }
            let fault = EgressError(error)
            count(fault.label)
            logger.notice("not fetched", metadata: ["error": "\(fault)"])
            throw fault
        }
    }

    private func count(_ outcome: String) {
        Counter(label: "acore_egress_fetches_total", dimensions: [("outcome", outcome)]).increment()
    }

    private func takingPart<Value>(_ work: () async throws -> Value) async throws -> Value {
        let isFree = underWay.withLock { count in
            guard count < Self.mostAtOnce else { return false }
            count += 1
            return true
        }
        guard isFree else { throw EgressError.busy }
        defer { underWay.withLock { $0 -= 1 } }
        return try await work()
    }

    private func inTime<Value: Sendable>(
        _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await work() }
            group.addTask { [clock] in
                try await clock.sleep(for: limit)
                throw EgressError.timedOut(limit: limit)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }

    // MARK: Steps

    private func follow(_ text: String, _ wish: FetchWish) async throws -> Fetched {
        var address = try WebAddress(text)
        for _ in 0...Self.mostRedirects {
            switch try await step(address, wish) {
            case .here(let fetched): return fetched
            case .elsewhere(let location): address = try address.following(location)
            }
        }
        throw EgressError.tooManyRedirects
    }

    private func step(_ address: WebAddress, _ wish: FetchWish) async throws -> Step {
        var fault: any Error = EgressError.unknownHost
        for pin in try await checked(address).prefix(Self.mostTries) {
            do {
                return try await Visit(address, pin: pin, agent: agent).step(wish)
            } catch let error where EgressError.isUnsent(error) {
                fault = error  // another address of the same name may answer
            }
        }
        throw fault
    }

    private func checked(_ address: WebAddress) async throws -> [IPAddress] {
        guard rules.mayUse(port: address.port) else { throw EgressError.forbidden }
        let all: [IPAddress] =
            switch address.host {
            case .address(let address): [address]
            case .name(let name): try await resolve(name)
            }
        guard !all.isEmpty else { throw EgressError.unknownHost }
        guard rules.allow(all, port: address.port) else { throw EgressError.forbidden }
        return all
    }
}
