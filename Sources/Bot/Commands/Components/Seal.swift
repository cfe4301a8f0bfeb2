import Crypto
import DiscordModel
package import Foundation

/// Makes custom ids that nobody else can make, and opens them again.
package struct Seal: Sendable {
    private let key: SymmetricKey
    private let now: @Sendable () -> Date

    /// - Parameter key: 32 bytes of chance.
    package init(key: [UInt8], now: @escaping @Sendable () -> Date = { Date() }) {
        self.key = SymmetricKey(data: key)
        self.now = now
    }

    /// - Parameter user: the only one who may use it; nil: everybody.
    func close(
        _ command: String, _ payload: String, for user: Snowflake?, lasting lifetime: Duration
    ) throws(CustomID.Fault) -> String {
        let expiry = seconds &+ UInt32(clamping: lifetime.components.seconds)
        return try CustomID(command: command, payload: payload, user: user, expiry: expiry).sealed(mac: mac)
    }

    func open(_ text: String, by user: Snowflake) throws(CustomID.Fault) -> CustomID {
        try CustomID.open(text, by: user, at: seconds, mac: mac)
    }

    private var seconds: UInt32 { UInt32(clamping: Int64(now().timeIntervalSince1970)) }

    private func mac(_ bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
    }
}
