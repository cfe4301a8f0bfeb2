/// What a button, a select or a form of ours carries: which command it belongs to, a little state, who may use it and
/// until when. Sealed, so that nobody else can make one.
///
/// On the wire it is base64url of: version (1 byte), expiry (4, seconds since 1970), user (8, zero for everybody),
/// the command's length (1), the command, the payload, and the first 16 bytes of a MAC over all that.
/// <https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id>
package struct CustomID: Equatable, Sendable {
    package enum Fault: Error, Equatable, Sendable {
        /// Command and payload have more than ``CustomID/room`` bytes.
        case tooLong
        /// It was not made by us, or with another key.
        case forged
        /// It was ours; its time is over.
        case expired
        /// It was made for somebody else.
        case notYours
    }

    /// Discord's limit, in characters.
    static let limit = 100
    static let version: UInt8 = 1
    static let head = 14
    static let seal = 16
    /// For command and payload together, in bytes of UTF-8.
    package static let room = limit * 3 / 4 - head - seal

    package let command: String
    package let payload: String
    /// Nil: everybody.
    package let user: Snowflake?
    /// In seconds since 1970, to 2106.
    package let expiry: UInt32

    package init(command: String, payload: String = "", user: Snowflake?, expiry: UInt32) {
        self.command = command
        self.payload = payload
        self.user = user
        self.expiry = expiry
    }

    /// - Parameter mac: of at least 16 bytes, under a key that nobody knows.
    package func sealed(mac: ([UInt8]) -> [UInt8]) throws(Fault) -> String {
        let (name, rest) = (Array(command.utf8), Array(payload.utf8))
        guard name.count <= Self.room, rest.count <= Self.room - name.count else { throw .tooLong }
        var bytes = [Self.version]
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: expiry >> (24 - 8 * $0)) }
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: (user?.rawValue ?? 0) >> (56 - 8 * $0)) }
        bytes.append(UInt8(name.count))
        bytes += name + rest
        return Base64URL.encode(bytes + mac(bytes).prefix(Self.seal))
    }

    /// - Parameters:
    ///   - user: who pressed, as Discord tells.
    ///   - now: in seconds since 1970.
    package static func open(
        _ text: String, by user: Snowflake, at now: UInt32, mac: ([UInt8]) -> [UInt8]
    ) throws(Fault) -> CustomID {
        guard text.utf8.count <= limit, let bytes = Base64URL.decode(text), bytes.count >= head + seal else {
            throw .forged
        }
        let (body, tag) = (Array(bytes.dropLast(seal)), Array(bytes.suffix(seal)))
        guard areEqual(tag, Array(mac(body).prefix(seal))), body.first == version, let id = CustomID(body) else {
            throw .forged
        }
        guard now < id.expiry else { throw .expired }
        guard id.user == nil || id.user == user else { throw .notYours }
        return id
    }

    /// - Parameter body: at least ``head`` bytes.
    private init?(_ body: [UInt8]) {
        let length = body.dropFirst(Self.head - 1).first.map(Int.init) ?? 0
        let words = body.dropFirst(Self.head)
        guard length <= words.count, let command = String(validating: words.prefix(length), as: UTF8.self),
            let payload = String(validating: words.dropFirst(length), as: UTF8.self)
        else { return nil }
        let number = body.dropFirst(5).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        self.init(
            command: command, payload: payload, user: number == 0 ? nil : Snowflake(number),
            expiry: body.dropFirst().prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }

    /// Takes as long whatever differs, so that no seal can be found byte by byte. A short one equals nothing.
    private static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == seal, other.count == seal else { return false }
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
