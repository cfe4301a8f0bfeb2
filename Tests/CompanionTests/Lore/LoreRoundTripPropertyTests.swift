import Inference
import Testing

@testable import Companion

/// Books out of chance: sensible, strange and senseless values for every member there is.
@Suite struct LoreRoundTripPropertyTests {
    @Test func `world info of any content is written as it was read`() throws {
        var chance = Seeded(11)
        for round in 0..<400 {
            let value = Self.book(entryNames: Self.worldInfoNames, isList: round % 4 == 0, sensible: false, &chance)
            #expect(try LoreSamples.read(worldInfo: value).book.worldInfo == value, "round \(round)")
        }
    }

    @Test func `a card's book of any content is written as it was read`() throws {
        var chance = Seeded(12)
        for round in 0..<400 {
            let value = Self.book(entryNames: Self.cardNames, isList: true, sensible: false, &chance)
            #expect(try LoreSamples.read(characterBook: value).book.characterBook == value, "round \(round)")
        }
    }

    @Test func `world info comes out of a card with all it had`() throws {
        var chance = Seeded(13)
        for round in 0..<400 {
            let value = Self.book(entryNames: Self.worldInfoNames, isList: false, sensible: true, &chance)
            let book = try LoreSamples.read(worldInfo: value).book
            let card = try LoreSamples.read(characterBook: book.characterBook).book
            #expect(card.worldInfo.lacks(of: value) == [], "round \(round)")
            #expect(card.entries.map(\.meaning) == book.entries.map(\.meaning), "round \(round)")
        }
    }

    @Test func `a card's book comes out of world info with all it had`() throws {
        var chance = Seeded(14)
        for round in 0..<400 {
            let value = Self.book(entryNames: Self.cardNames, isList: true, sensible: true, &chance)
            let book = try LoreSamples.read(characterBook: value).book
            let world = try LoreSamples.read(worldInfo: book.worldInfo).book
            #expect(world.characterBook.lacks(of: value) == [], "round \(round)")
            #expect(world.entries.map(\.meaning) == book.entries.map(\.meaning), "round \(round)")
        }
    }

    @Test func `a change is there after writing, in either shape`() throws {
        var chance = Seeded(15)
        for round in 0..<400 {
            let value = Self.book(entryNames: Self.worldInfoNames, isList: false, sensible: round % 2 == 0, &chance)
            var book = try LoreSamples.read(worldInfo: value).book
            for index in book.entries.indices { Self.change(&book.entries[index], &chance) }
            let meanings = book.entries.map(\.meaning)
            let world = try LoreSamples.read(worldInfo: book.worldInfo).book
            #expect(world.entries.map(\.meaning) == meanings, "round \(round)")
            let card = try LoreSamples.read(characterBook: book.characterBook).book
            #expect(card.entries.map(\.meaning) == meanings, "round \(round)")
        }
    }

    private static func change(_ entry: inout LoreEntry, _ chance: inout Seeded) {
        entry.keys = [word(&chance), "/x/i"]
        entry.isEnabled = Bool.random(using: &chance)
        entry.isSelective = Bool.random(using: &chance)
        entry.position = LorePosition.allCases.randomElement(using: &chance) ?? .outlet
        entry.role = LoreRole.allCases.randomElement(using: &chance) ?? .user
        entry.logic = LoreLogic.allCases.randomElement(using: &chance) ?? .andAll
        entry.isCaseSensitive = [true, false, nil].randomElement(using: &chance) ?? nil
        entry.scanDepth = [0, 7, nil].randomElement(using: &chance) ?? nil
        entry.recursionDelay = Int.random(in: 0...3, using: &chance)
        entry.order = Double.random(in: -10...10, using: &chance)
        entry.sticky = Int.random(in: 0...3, using: &chance)
        entry.group = word(&chance)
    }

    private static let worldInfoNames = LoreSamples.worldInfoEntry.keys.sorted() + ["unknown", "extensions"]
    private static let cardNames =
        [
            "id", "keys", "secondary_keys", "comment", "name", "priority", "content", "constant", "selective",
            "insertion_order", "enabled", "position", "use_regex", "case_sensitive", "unknown",
        ] + (LoreSamples.characterBookEntry["extensions"]?.object?.keys.sorted() ?? []).map { "extensions.\($0)" }

    private static func book(
        entryNames: [String], isList: Bool, sensible: Bool, _ chance: inout Seeded
    ) -> JSONValue {
        var members: [String: JSONValue] = [:]
        for name in ["name", "description", "scan_depth", "token_budget", "recursive_scanning", "extra"]
        where Bool.random(using: &chance) {
            members[name] = value(for: name, sensible: sensible, &chance)
        }
        let count = Int.random(in: 0...4, using: &chance)
        let entries = (0..<count).map { entry(entryNames, number: $0, sensible: sensible, &chance) }
        if isList {
            members["entries"] = .array(entries)
        } else {
            members["entries"] = .object(
                Dictionary(uniqueKeysWithValues: entries.enumerated().map { ("\($0)", $1) }))
        }
        return .object(members)
    }

    private static func entry(
        _ names: [String], number: Int, sensible: Bool, _ chance: inout Seeded
    ) -> JSONValue {
        if !sensible, Int.random(in: 0..<12, using: &chance) == 0 { return anything(&chance, depth: 0) }
        var members: [String: JSONValue] = [:]
        for name in names where Int.random(in: 0..<3, using: &chance) > 0 {
            let value = value(for: name, sensible: sensible, &chance)
            if name.hasPrefix("extensions.") {
                var inner = members["extensions"]?.object ?? [:]
                inner[String(name.dropFirst(11))] = value
                members["extensions"] = .object(inner)
            } else {
                members[name] = value
            }
        }
        if sensible {
            // What stands in two places says the same in both.
            if let flag = members["extensions"]?["case_sensitive"] {
                members["case_sensitive"] = flag == .null ? nil : flag
            }
            if let place = members["extensions"]?["position"] ?? members["position"], names.contains("keys") {
                members["position"] = place == 0 ? "before_char" : "after_char"
            }
            members[names.contains("uid") ? "uid" : "id"] = .number(Double(number))
            if members["extensions"]?.object == nil { members["extensions"] = nil }
        }
        return .object(members)
    }

    private static func value(for name: String, sensible: Bool, _ chance: inout Seeded) -> JSONValue {
        guard sensible else { return anything(&chance, depth: 0) }
        switch sample(of: name) {
        case .bool?: return .bool(Bool.random(using: &chance))
        case .number?: return .number(Double(Int.random(in: 0...2, using: &chance)))
        case .string?: return .string(word(&chance))
        case .array?: return [.string(word(&chance)), .string(word(&chance))]
        default: return ["unknown", "extra"].contains(name) ? anything(&chance, depth: 0) : .null
        }
    }

    private static func sample(of name: String) -> JSONValue? {
        if name.hasPrefix("extensions.") {
            return LoreSamples.characterBookEntry["extensions"]?[String(name.dropFirst(11))]
        }
        return LoreSamples.worldInfoEntry[name] ?? LoreSamples.characterBookEntry[name]
            ?? LoreSamples.characterBook[name]
    }

    private static func anything(_ chance: inout Seeded, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 2 ? 5 : 7), using: &chance) {
        case 0: .null
        case 1: .bool(Bool.random(using: &chance))
        case 2: .number(Double(Int.random(in: -2...5, using: &chance)))
        case 3: .number(Double.random(in: -1e12...1e12, using: &chance))
        case 4: .string(word(&chance))
        case 5: .array((0..<Int.random(in: 0...3, using: &chance)).map { _ in anything(&chance, depth: depth + 1) })
        default: ["a": anything(&chance, depth: depth + 1), "b": anything(&chance, depth: depth + 1)]
        }
    }

    private static func word(_ chance: inout Seeded) -> String {
        ["", "dragon", "ñandú\r\n", "龍, 虎", "/x+/i", "\u{0}\u{1F409}", "12", "true", "e\u{301}"]
            .randomElement(using: &chance) ?? ""
    }
}
