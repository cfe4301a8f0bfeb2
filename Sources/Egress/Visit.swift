import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// What one request came to.
enum Step: Sendable {
    case here(Fetched)
    /// As `Location` says it.
    case elsewhere(String)
}

/// One request to one address, over a connection of its own.
struct Visit {
    private let address: WebAddress
    private let agent: String
    private let pin: IPAddress

    init(_ address: WebAddress, pin: IPAddress, agent: String) {
        self.address = address
        self.pin = pin
        self.agent = agent
    }

    func step(_ wish: FetchWish) async throws -> Step {
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration(wish))
        do {
            let step = try await step(wish, client)
            try await client.shutdown()
            return step
        } catch {
            try? await client.shutdown()  // the first fault says more
            throw error
        }
    }

    private func configuration(_ wish: FetchWish) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.proxy = nil
        configuration.httpVersion = .http1Only
        configuration.decompression = .disabled
        configuration.timeout = .init(connect: .seconds(5), read: .seconds(10))
        configuration.connectionPool.retryConnectionEstablishment = false
        if case .name(let name) = address.host { configuration.dnsOverride = [name: "\(pin)"] }
        return configuration
    }

    private func step(_ wish: FetchWish, _ client: HTTPClient) async throws -> Step {
        var request = HTTPClientRequest(url: "\(address)")
        request.headers.add(name: "user-agent", value: agent)
        request.headers.add(name: "accept", value: wish.types.sorted().joined(separator: ", "))
        request.headers.add(name: "accept-encoding", value: "identity")
        let response = try await client.execute(request, deadline: .distantFuture)
        let status = Int(response.status.code)
        if [301, 302, 303, 307, 308].contains(status), let location = response.headers.first(name: "location") {
            return .elsewhere(location)
        }
        guard status == 200 else { throw EgressError.refused(status: status) }
        return .here(try await read(response, wish))
    }

    private func read(_ response: HTTPClientResponse, _ wish: FetchWish) async throws -> Fetched {
        let type =
            response.headers.first(name: "content-type")
            .map { $0.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased() } ?? ""
        guard wish.takes(type) else { throw EgressError.unwanted(type: String(type.prefix(64))) }
        let packing = response.headers["content-encoding"].joined(separator: ",").lowercased()
        // Nothing is unpacked, so nothing small can become large.
        guard ["", "identity"].contains(packing) else { throw EgressError.unwanted(type: "packed") }
        if let length = response.headers.first(name: "content-length").flatMap({ Int($0) }), length > wish.bytes {
            throw EgressError.tooLarge(limit: wish.bytes)
        }
        var bytes: [UInt8] = []
        for try await piece in response.body {
            guard piece.readableBytes <= wish.bytes - bytes.count else { throw EgressError.tooLarge(limit: wish.bytes) }
            bytes += piece.readableBytesView
        }
        return Fetched(address: address, type: type, bytes: bytes)
    }
}

extension EgressError {
    init(_ error: any Error) {
        switch error {
        case let known as EgressError: self = known
        case let error as HTTPClientError: self = .unreachable(reason: error.shortDescription)
        default: self = .unreachable(reason: Self.isUnsent(error) ? "no connection" : "\(type(of: error))")
        }
    }

    /// No connection came about.
    static func isUnsent(_ error: any Error) -> Bool {
        switch error {
        case is NIOConnectionError, ChannelError.connectTimeout: true
        case let error as HTTPClientError: error == .connectTimeout
        case let error as IOError: [ECONNREFUSED, ENETUNREACH, EHOSTUNREACH, ETIMEDOUT].contains(error.errnoCode)
        default: false
        }
    }
}
