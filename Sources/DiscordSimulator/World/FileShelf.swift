import Crypto
import DiscordModel
import Foundation

/// A file that somebody sent with a message.
package struct StoredFile: Sendable {
    package let name: String
    package let contentType: String
    package let bytes: [UInt8]

    package init(name: String, contentType: String, bytes: [UInt8]) {
        self.name = name
        self.contentType = contentType
        self.bytes = bytes
    }
}

/// The files behind attachments, fetched at signed addresses that run out.
///
/// <https://docs.discord.com/developers/reference#signed-attachment-cdn-urls>
struct FileShelf: Sendable {
    /// Bytes kept in all; beyond it the oldest files are forgotten.
    static let limit = 256 << 20
    static let lifetime: TimeInterval = 24 * 3600

    private var files: [String: StoredFile] = [:]
    private var order: [String] = []
    private var size = 0
    private let key = SymmetricKey(size: .bits256)

    mutating func keep(_ file: StoredFile, at path: String) {
        files[path] = file
        order.append(path)
        size += file.bytes.count
        while size > Self.limit, let oldest = order.first {
            order.removeFirst()
            size -= files.removeValue(forKey: oldest)?.bytes.count ?? 0
        }
    }

    /// The path with the query that opens it for a day.
    func signed(_ path: String, at now: Date) -> String {
        let issued = Int(now.timeIntervalSince1970)
        let expires = issued + Int(Self.lifetime)
        let query = "ex=\(String(expires, radix: 16))&is=\(String(issued, radix: 16))"
        return "\(path)?\(query)&hm=\(signature(path, query))&"
    }

    /// Nil for an unknown file, a wrong signature, or an address that ran out.
    func file(at path: String, query: [String: String], now: Date) -> StoredFile? {
        guard let expires = query["ex"], let issued = query["is"], let signature = query["hm"],
            let end = Int(expires, radix: 16), now.timeIntervalSince1970 < TimeInterval(end),
            signature == self.signature(path, "ex=\(expires)&is=\(issued)")
        else { return nil }
        return files[path]
    }

    func holds(_ path: String) -> Bool { files[path] != nil }

    private func signature(_ path: String, _ query: String) -> String {
        HMAC<SHA256>.authenticationCode(for: Data("\(path)?\(query)".utf8), using: key)
            .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

/// Messages by the nonce they were sent with, for `enforce_nonce`.
struct NonceShelf: Sendable {
    static let lifetime: TimeInterval = 300
    /// Kept at most; beyond it the oldest are forgotten.
    static let limit = 1_000

    private var entries: [(key: String, message: Snowflake, at: Date)] = []

    func message(author: Snowflake, channel: Snowflake, nonce: String, now: Date) -> Snowflake? {
        entries.last {
            $0.key == "\(author) \(channel) \(nonce)" && now.timeIntervalSince($0.at) < Self.lifetime
        }?.message
    }

    mutating func keep(_ message: Snowflake, author: Snowflake, channel: Snowflake, nonce: String, now: Date) {
        if entries.count >= Self.limit { entries.removeFirst() }
        entries.append(("\(author) \(channel) \(nonce)", message, now))
    }
}
