import Crypto
import CryptoExtras
import Foundation

/// A password as it is kept: scrypt (RFC 7914) with its own salt and cost, in
/// one line of text: `$scrypt$ln=15,r=8,p=3$SALT$KEY`.
struct PasswordHash: Sendable, Equatable {
    let cost: PasswordCost
    let salt: Data
    let key: Data

    init(of password: String, cost: PasswordCost, salt: [UInt8] = Token.bytes(16)) throws {
        self.cost = cost
        self.salt = Data(salt)
        key = try Self.derive(password, salt: self.salt, cost: cost)
    }

    /// Nil where the text is no hash of ours, or costs more than we would spend.
    init?(parsing text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = PasswordCost(parsing: parts[2]),
            let salt = Data(base64Encoded: String(parts[3])), let key = Data(base64Encoded: String(parts[4])),
            !salt.isEmpty, key.count == Self.keyLength
        else { return nil }
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    var text: String {
        "$scrypt$\(cost.text)$\(salt.base64EncodedString())$\(key.base64EncodedString())"
    }

    /// Slow by design; not for a thread that others wait for.
    func matches(_ password: String) throws -> Bool {
        let other = try Self.derive(password, salt: salt, cost: cost)
        return zip(key, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0 && key.count == other.count
    }

    private static let keyLength = 32

    private static func derive(_ password: String, salt: Data, cost: PasswordCost) throws -> Data {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.utf8), salt: salt, outputByteCount: keyLength, rounds: 1 << cost.logRounds,
            blockSize: cost.blockSize, parallelism: cost.parallelism)
        return key.withUnsafeBytes { Data($0) }
    }
}

/// What one guess costs. The standard takes 32 MB and about a quarter of a second.
package struct PasswordCost: Sendable, Equatable {
    var logRounds: Int
    var blockSize: Int
    var parallelism: Int

    /// OWASP's recommendation for scrypt where memory is short.
    package static let standard = PasswordCost(logRounds: 15, blockSize: 8, parallelism: 3)
    /// For tests, which do not guard anything.
    package static let trifling = PasswordCost(logRounds: 4, blockSize: 1, parallelism: 1)

    var text: String { "ln=\(logRounds),r=\(blockSize),p=\(parallelism)" }
}

extension PasswordCost {
    init?(parsing text: Substring) {
        let numbers = text.split(separator: ",").compactMap { field -> Int? in
            field.split(separator: "=").last.flatMap { Int($0) }
        }
        guard numbers.count == 3 else { return nil }
        self.init(logRounds: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
        guard (1...18).contains(logRounds), (1...16).contains(blockSize), (1...8).contains(parallelism),
            self.text == text
        else { return nil }
    }
}
