import Foundation
import Inference

extension JSONValue {
    /// An id of Discord, as a number or as a text of its digits.
    var id: String? {
        switch self {
        case .string(let text): text.isID ? text : nil
        case .number(let number): Int(exactly: number).map { "\($0)" }.flatMap { $0.isID ? $0 : nil }
        default: nil
        }
    }

    /// A text that says something, without white space at its ends.
    var words: String? {
        guard let text = string?.trimmed, !text.isEmpty else { return nil }
        return text
    }

    /// What somebody is called: on one line, and cut where it is longer than names are.
    var name: String? {
        words.map { text in
            let scalars = text.unicodeScalars.prefix(ImportedMessage.nameLimit)
            return String(String.UnicodeScalarView(scalars.map { $0.value < 0x20 ? " " : $0 }))
        }
    }

    /// How often something was, never below zero.
    var count: Int? { integer.flatMap { $0 >= 0 ? $0 : nil } }

    /// What it is, in words for people.
    var type: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension StringProtocol {
    /// Without white space and byte order marks at its ends. Goes by scalars: marks that combine may make one endless
    /// character of a text.
    var trimmed: String {
        let isEdge = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace || scalar == "\u{FEFF}" }
        let start = unicodeScalars.drop(while: isEdge)
        guard let last = start.lastIndex(where: { !isEdge($0) }) else { return "" }
        return String(decoding: utf8[start.startIndex..<start.index(after: last)], as: UTF8.self)
    }

    /// Digits as Discord's ids have them: no sign, no zero in front, at most twenty.
    var isID: Bool {
        (1...20).contains(utf8.count) && utf8.first != UInt8(ascii: "0") && utf8.allSatisfy(\.isDecimalDigit)
    }
}

extension UInt8 {
    var isDecimalDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
