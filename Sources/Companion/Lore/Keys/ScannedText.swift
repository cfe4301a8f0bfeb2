import Foundation

/// A text as keys are looked for in it: as characters of Unicode, composed, in the spellings that comparisons want.
///
/// What looks the same is the same: `ñ` is one character however it was typed, white space is one blank, and a
/// typographic apostrophe is a plain one.
struct ScannedText {
    /// Characters of one text that are looked at; the rest is left out.
    static let sizeLimit = 64 << 10

    /// For patterns: white space is as it was.
    private(set) var plain: [UInt32] = []
    /// For keys that heed capitals.
    private(set) var exact: [UInt32] = []
    /// For keys that do not.
    private(set) var folded: [UInt32] = []

    init(_ text: String, isForPatterns: Bool, heedsCase: Bool) {
        let scalars = String(text.unicodeScalars.prefix(Self.sizeLimit))
        let composed = Self.composed(scalars)
        if isForPatterns { plain = composed.unicodeScalars.map(\.value) }
        if heedsCase { exact = Self.tidied(composed) }
        folded = Self.folded(composed)
    }

    /// A key, spelled like ``exact``.
    static func exact(_ key: String) -> [UInt32] { tidied(composed(key)) }

    /// A key, spelled like ``folded``.
    static func folded(key: String) -> [UInt32] { folded(composed(key)) }

    private static func folded(_ composed: String) -> [UInt32] {
        // Lowercasing goes character by character, so a part of a text is a part of the lowercased text.
        tidied(composed.lowercased()) { $0 == finalSigma ? sigma : $0 }
    }

    /// Nothing below U+0300 can be composed any further.
    static func composed(_ text: String) -> String {
        text.unicodeScalars.allSatisfy { $0.value < 0x300 } ? text : text.precomposedStringWithCanonicalMapping
    }

    private static func tidied(_ text: String, mapping map: (UInt32) -> UInt32 = { $0 }) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if isBlank(scalar) {
                if result.last != blank { result.append(blank) }
            } else {
                result.append(apostrophes.contains(scalar.value) ? apostrophe : map(scalar.value))
            }
        }
        return result
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80 ? scalar.value == 0x20 || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
    }

    private static let blank: UInt32 = 0x20
    private static let apostrophe: UInt32 = 0x27
    private static let apostrophes: ClosedRange<UInt32> = 0x2018...0x2019
    private static let sigma: UInt32 = 0x3C3
    private static let finalSigma: UInt32 = 0x3C2
}
