import Testing

@testable import DiscordModel

@Suite struct CustomIDTests {
    private let ann = Snowflake(175_928_847_299_117_063)
    private let bob = Snowflake(2)

    /// No MAC, but every bit of what it is given moves it.
    private func mac(_ bytes: [UInt8]) -> [UInt8] {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 ^ (state >> 29) }
        var generator = SeededGenerator(seed: state)
        return (0..<32).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    private func sealed(_ id: CustomID) throws -> String { try id.sealed(mac: mac) }

    private func open(_ text: String, by user: Snowflake, at now: UInt32 = 1_000) throws -> CustomID {
        try CustomID.open(text, by: user, at: now, mac: mac)
    }

    @Test func `what was sealed opens for whom it was made`() throws {
        let id = CustomID(command: "help", payload: "seite=2 👍", user: ann, expiry: 2_000)
        #expect(try open(sealed(id), by: ann) == id)
        let forAll = CustomID(command: "", user: nil, expiry: .max)
        #expect(try open(sealed(forAll), by: bob, at: .max - 1) == forAll)
    }

    @Test func `others are told that it is not theirs`() throws {
        let text = try sealed(CustomID(command: "help", user: ann, expiry: 2_000))
        #expect(throws: CustomID.Fault.notYours) { try open(text, by: bob) }
    }

    @Test func `its time ends`() throws {
        let text = try sealed(CustomID(command: "help", user: ann, expiry: 2_000))
        #expect(try open(text, by: ann, at: 1_999).command == "help")
        #expect(throws: CustomID.Fault.expired) { try open(text, by: ann, at: 2_000) }
    }

    @Test func `it fits into a hundred characters, and what does not is refused`() throws {
        let name = String(repeating: "n", count: 20)
        let full = CustomID(
            command: name, payload: String(repeating: "p", count: CustomID.room - 20), user: ann, expiry: .max)
        #expect(try sealed(full).utf8.count == 100)
        #expect(try open(sealed(full), by: ann) == full)
        let over = CustomID(
            command: name, payload: String(repeating: "p", count: CustomID.room - 19), user: ann, expiry: 0)
        #expect(throws: CustomID.Fault.tooLong) { try sealed(over) }
        let longName = CustomID(command: String(repeating: "n", count: 300), user: ann, expiry: 0)
        #expect(throws: CustomID.Fault.tooLong) { try sealed(longName) }
    }

    @Test func `one changed bit anywhere is a forgery`() throws {
        let text = try sealed(CustomID(command: "ban", payload: "5", user: ann, expiry: 2_000))
        let bytes = try #require(Base64URL.decode(text))
        for bit in 0..<(bytes.count * 8) {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: CustomID.Fault.forged) { try open(Base64URL.encode(changed), by: ann) }
        }
    }

    @Test(arguments: [
        "", "A", "AAAA", "=", "help", "💥", "AQ==", String(repeating: "A", count: 100),
        String(repeating: "A", count: 101), String(repeating: "_", count: 4000), "acore:help:2",
    ])
    func `strangers' ids are forgeries`(text: String) {
        #expect(throws: CustomID.Fault.forged) { try open(text, by: ann) }
    }

    @Test func `cut or prolonged it is a forgery`() throws {
        let text = try sealed(CustomID(command: "help", payload: "abc", user: ann, expiry: 2_000))
        for count in 0..<text.count {
            #expect(throws: CustomID.Fault.forged) { try open(String(text.prefix(count)), by: ann) }
        }
        #expect(throws: CustomID.Fault.forged) { try open(text + "A", by: ann) }
    }

    @Test func `another key, or one that gives too little, opens nothing`() throws {
        let id = CustomID(command: "help", user: ann, expiry: 2_000)
        let text = try sealed(id)
        #expect(throws: CustomID.Fault.forged) {
            try CustomID.open(text, by: ann, at: 0) { mac($0).map { $0 ^ 1 } }
        }
        let short = try id.sealed { Array(mac($0).prefix(4)) }
        #expect(throws: CustomID.Fault.forged) {
            try CustomID.open(short, by: ann, at: 0) { Array(mac($0).prefix(4)) }
        }
        #expect(throws: CustomID.Fault.forged) { try CustomID.open(text, by: ann, at: 0) { _ in [] } }
    }

    @Test func `base64url says the same both ways, and each text one thing`() {
        for count in 0...40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 89 &+ 250) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
        #expect(Base64URL.encode([0xFB, 0xFF]) == "-_8")
        #expect(Base64URL.decode("-_9") == nil)
        #expect(Base64URL.decode("A") == nil)
    }
}
