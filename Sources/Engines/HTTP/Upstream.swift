import AsyncHTTPClient
import Foundation
import Inference
import NIOCore
import NIOHTTP1
import Telemetry

/// The way to one provider: its address, its key, its limits.
struct Upstream: Sendable {
    let base: String
    let headers: HTTPHeaders
    let client: HTTPClient
    let limits: AnswerLimits
    let faults: ProviderFaults

    var provider: String { faults.provider }

    /// - Parameter base: such as `https://openrouter.ai/api/v1`; paths are put behind it.
    init(
        provider: String, base: String, key: Secret = Secret(""), headers: HTTPHeaders = HTTPHeaders(),
        client: HTTPClient, limits: AnswerLimits = AnswerLimits(), now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.base = base.trimmingCharacters(in: .whitespaces).trimmingSuffix("/")
        var headers = headers
        headers.replaceOrAdd(name: "user-agent", value: "acore")
        if !key.isEmpty { headers.replaceOrAdd(name: "authorization", value: "Bearer \(key.exposed)") }
        self.headers = headers
        self.client = client
        self.limits = limits
        faults = ProviderFaults(provider: provider, key: key, now: now)
    }

    /// Asks and waits for a good status.
    func ask(
        _ method: HTTPMethod, _ path: String, body: [UInt8]? = nil, limits: AnswerLimits? = nil
    ) async throws -> Answer {
        let (exchange, pieces) = Exchange.begin(
            try request(method, path, body: body), provider: provider, limits: limits ?? self.limits, client: client)
        var answer = Answer(exchange: exchange, pieces: pieces.makeAsyncIterator())
        guard let (status, headers) = try await answer.head() else { throw InferenceError.cutOff(provider: provider) }
        guard (200..<300).contains(status) else {
            throw faults.fault(status: status, headers: headers, body: await answer.beginning(atMost: 64 << 10))
        }
        return answer
    }

    /// A small JSON answer, whole: lists, health, what a model can do.
    func fetch<Value: Decodable>(
        _ type: Value.Type, _ method: HTTPMethod = .GET, _ path: String, body: JSONValue? = nil,
        within wait: Duration = .seconds(5)
    ) async throws -> Value {
        let limits = AnswerLimits(within: wait)
        var answer = try await ask(method, path, body: body?.bytes, limits: limits)
        var whole: [UInt8] = []
        while let bytes = try await answer.next() {
            whole += bytes
            guard whole.count <= limits.messageBytes else {
                throw InferenceError.tooLarge(provider: provider, limit: limits.messageBytes)
            }
        }
        do {
            return try JSONDecoder().decode(type, from: Data(whole))
        } catch {
            throw faults.garbled(whole.first == UInt8(ascii: "<") ? ProviderFaults.webPage : "unexpected JSON")
        }
    }

    private func request(_ method: HTTPMethod, _ path: String, body: [UInt8]?) throws -> HTTPClient.Request {
        var headers = headers
        if body != nil { headers.replaceOrAdd(name: "content-type", value: "application/json") }
        do {
            return try HTTPClient.Request(
                url: base + path, method: method, headers: headers, body: body.map { .bytes($0) })
        } catch {
            throw InferenceError.unreachable(provider: provider, reason: "“\(base)” is not an address")
        }
    }
}

/// An answer that is being read. Letting go of it closes the connection, unless it was read to its end.
struct Answer {
    private let exchange: Exchange
    private var pieces: Exchange.Pieces.AsyncIterator

    init(exchange: Exchange, pieces: Exchange.Pieces.AsyncIterator) {
        self.exchange = exchange
        self.pieces = pieces
    }

    /// The next piece of the body; nil at its end.
    mutating func next() async throws -> [UInt8]? {
        while let piece = try await pieces.next(isolation: #isolation) {
            if case .bytes(let bytes) = piece { return bytes }
        }
        try Task.checkCancellation()  // a cancelled sequence ends too
        return nil
    }

    mutating func head() async throws -> (status: Int, headers: HTTPHeaders)? {
        guard case .head(let status, let headers) = try await pieces.next(isolation: #isolation) else {
            try Task.checkCancellation()
            return nil
        }
        return (status, headers)
    }

    /// What the body says, as far as it comes: for error messages.
    mutating func beginning(atMost limit: Int) async -> [UInt8] {
        var bytes: [UInt8] = []
        // A body that breaks says enough: its status is known.
        while bytes.count < limit, let more = try? await next() { bytes += more }
        return Array(bytes.prefix(limit))
    }

    func leave() { exchange.leave() }
}

extension String {
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}
