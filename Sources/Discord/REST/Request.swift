import DiscordModel
import Foundation

/// What is sent: a route, a body, and what the way there has to know about them.
struct Request: Sendable {
    let route: Route
    let body: [UInt8]?
    let contentType: String
    let hasFiles: Bool
    /// For the server's audit log.
    var reason: String?
    var isRepeatable: Bool
    /// Nil: as long as is usual.
    var patience: Duration?

    /// - Throws: ``DiscordError/unsendable(reason:)``
    init(
        _ route: Route, body: (any Encodable & Sendable)? = nil, files: [OutgoingFile] = [], reason: String? = nil
    ) throws {
        self.route = route
        self.reason = reason
        isRepeatable = route.isRepeatable
        hasFiles = !files.isEmpty
        let json = try body.map { try Self.json($0) }
        if files.isEmpty {
            self.body = json
            contentType = "application/json"
        } else {
            let multipart = MultipartBody(json: json ?? Array("{}".utf8), files: files, boundary: Self.boundary())
            self.body = multipart.bytes
            contentType = multipart.contentType
        }
    }

    private static func json(_ body: any Encodable) throws -> [UInt8] {
        do {
            return Array(try JSONEncoder.discord.encode(body))
        } catch {
            throw DiscordError.unsendable(reason: "\(type(of: body)) is no JSON")
        }
    }

    private static func boundary() -> String { RandomText.make(length: 40) }
}

/// Letters and digits of chance: boundaries, nonces.
enum RandomText {
    static func make(length: Int) -> String {
        let alphabet = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return String((0..<length).compactMap { _ in alphabet.randomElement() })
    }
}
