package import Inference

/// A SillyTavern character card, as JSON or inside a PNG, with its lorebook taken out and put back.
///
/// <https://github.com/malfoyslastname/character-card-spec-v2/blob/main/spec_v2.md>,
/// <https://github.com/kwaroran/character-card-spec-v3/blob/main/SPEC_V3.md>
package struct CardFile: Sendable {
    package enum Version: Int, Sendable, Hashable {
        /// Everything stands in the outer object.
        case first = 1
        case second, third
    }

    package let version: Version
    /// The card's lorebook. Setting it changes the card; nil takes it away.
    package var book: Lorebook?
    /// What could not be understood.
    package internal(set) var faults: [LoreFault] = []

    /// The JSON as it was read.
    private let root: JSONValue
    let bookAsRead: Lorebook?
    /// The picture as it was read.
    var picture: PNGFile?

    /// Either kind of file.
    package init(_ bytes: [UInt8]) throws(LoreFault) {
        if PNGFile.isPNG(bytes) {
            try self.init(png: bytes)
        } else {
            try self.init(LoreJSON.value(of: bytes))
        }
    }

    package init(_ root: JSONValue) throws(LoreFault) {
        version = try Self.version(of: root)
        self.root = root
        var faults: [LoreFault] = []
        var found: Lorebook?
        if let value = Self.data(of: root, version)["character_book"], value != .null {
            do throws(LoreFault) {
                found = try Lorebook(characterBook: value, faults: &faults)
            } catch {
                // The character is of use without it, and the card keeps it.
                faults.append(LoreFault(warning: "cannot be used: \(error)", member: "character_book"))
            }
        }
        (book, bookAsRead, self.faults) = (found, found, faults)
    }

    /// What the card says of the character as it was read: `name`, `description`, `first_mes` and so on.
    package var data: JSONValue { .object(Self.data(of: root, version)) }

    /// The whole card with the book as it is now.
    package var json: JSONValue {
        guard book != bookAsRead, var members = root.object else { return root }
        var data = Self.data(of: root, version)
        data["character_book"] = book?.characterBook
        if version == .first {
            // The first version has no place for a book.
            members["spec"] = "chara_card_v2"
            members["spec_version"] = "2.0"
            members["character_book"] = nil
        }
        members["data"] = .object(data)
        return .object(members)
    }

    private static func data(of root: JSONValue, _ version: Version) -> [String: JSONValue] {
        (version == .first ? root : root["data"])?.object ?? [:]
    }

    private static func version(of root: JSONValue) throws(LoreFault) -> Version {
        switch root["spec"]?.string {
        case "chara_card_v3"? where root["data"]?.object != nil: return .third
        case let spec? where spec.hasPrefix("chara_card_") && root["data"]?.object != nil: return .second
        default: break
        }
        if root["data"]?["name"]?.string != nil { return .second }
        guard root["name"]?.string != nil else {
            throw LoreFault("This is no character card: it has no name. Export the character as JSON or PNG.")
        }
        return .first
    }
}
