import Foundation
import Testing

@testable import DiscordModel

/// Our reader and writer against Foundation's.
@Suite struct JSONAgreementTests {
    @Test func `generated documents mean the same to Foundation`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(state: seed)
        for _ in 0..<2000 {
            let tree = Self.tree(depth: 0, using: &random)
            let bytes = tree.bytes
            #expect(try JSON(json: bytes) == tree, "seed \(seed)")
            let foreign = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            #expect(Self.means(foreign, tree), "seed \(seed): \(tree.text)")
            let written = try JSONSerialization.data(
                withJSONObject: foreign, options: [.fragmentsAllowed, .prettyPrinted])
            #expect(Self.means(foreign, try JSON(json: Array(written))), "seed \(seed): \(tree.text)")
        }
    }

    /// What we accept Foundation accepts too, except for half surrogate pairs and names that come twice.
    @Test func `spoiled documents are refused by both, or mean the same`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(state: seed)
        for _ in 0..<5000 {
            var bytes = Self.tree(depth: 2, using: &random).bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = Self.spoilers.randomElement(using: &random) ?? 0
            }
            guard let ours = try? JSON(json: bytes) else { continue }  // refused: nothing to compare
            guard !bytes.contains(where: { $0 >= 0x80 }), !ours.text.contains("\u{FFFD}") else { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            let foreign = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            #expect(foreign != nil, "seed \(seed): only we accept \(text)")
        }
    }

    static let spoilers = Array("{}[]\",:\\ue0123456789.-+tnf \n\u{1}".utf8)

    static func tree(depth: Int, using random: inout SeededRandom) -> JSON {
        switch Int.random(in: 0..<(depth > 4 ? 6 : 9), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .integer(Int.random(in: .min ... .max, using: &random))
        case 3: return .number(Double.random(in: -1e12...1e12, using: &random) + 0.123)
        case 4, 5: return .string(text(using: &random))
        case 6:
            return .array(
                (0..<Int.random(in: 0..<5, using: &random)).map { _ in tree(depth: depth + 1, using: &random) })
        default:
            var members = JSONObject()
            for _ in 0..<Int.random(in: 0..<5, using: &random) {
                members[text(using: &random)] = tree(depth: depth + 1, using: &random)
            }
            return .object(members)
        }
    }

    static func text(using random: inout SeededRandom) -> String {
        let scalars: [Unicode.Scalar] = [
            "a", "Z", "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{8}", "\u{1F}", "\u{7F}", "é", "中", "🍵",
            "\u{2028}", "0",
        ]
        let chosen = (0..<Int.random(in: 0..<12, using: &random)).compactMap { _ in
            scalars.randomElement(using: &random)
        }
        return String(String.UnicodeScalarView(chosen))
    }

    static func means(_ foreign: Any, _ ours: JSON) -> Bool {
        switch ours {
        case .null: foreign is NSNull
        case .bool(let flag): (foreign as? NSNumber)?.boolValue == flag
        case .integer(let number): (foreign as? NSNumber)?.intValue == number
        // Foundation's own reading is off by a little, sometimes.
        case .number(let number):
            (foreign as? NSNumber).map { abs($0.doubleValue - number) <= abs(number) * 1e-15 } ?? false
        case .string(let text): (foreign as? String).map { Array($0.utf8) } == Array(text.utf8)
        case .array(let elements):
            (foreign as? [Any]).map { $0.count == elements.count && zip($0, elements).allSatisfy { means($0, $1) } }
                ?? false
        case .object(let members):
            (foreign as? [String: Any]).map { foreign in
                foreign.count == members.count
                    && members.allSatisfy { member in foreign[member.name].map { means($0, member.value) } ?? false }
            } ?? false
        }
    }
}
