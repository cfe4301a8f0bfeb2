import Crypto
import Foundation

/// Random strings that open doors, and how they are kept and compared.
enum Token {
    /// 256 random bits as 43 characters of base64url.
    static func make() -> String { base64URL(bytes(32)) }

    /// `count` characters that are easily read aloud and typed.
    static func readable(_ count: Int) -> String {
        let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var generator = SystemRandomNumberGenerator()
        return String((0..<count).compactMap { _ in alphabet.randomElement(using: &generator) })
    }

    /// From the kernel's generator.
    static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// How a token is stored: who reads the database cannot use it.
    static func hash(_ token: String) -> String {
        base64URL(SHA256.hash(data: Data(token.utf8)))
    }

    /// Takes the same time wherever the two differ.
    static func areEqual(_ left: String, _ right: String) -> Bool {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    static func base64URL(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }
}
