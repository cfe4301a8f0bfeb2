/// Lets through what a reader can see, scalar by scalar.
///
/// Taken out: control characters but line feed and tab, terminal escape
/// sequences, and characters that hide or turn text (zero-width ones, bidi
/// overrides, tags, runs of variation selectors). Kept: the joiners inside of
/// emoji and of scripts that are written with them, and the tags of flags.
struct SightFilter {
    private enum State {
        case text
        /// Behind an escape character.
        case escape
        /// In `ESC [ …`, with how many scalars may still come before we take it for text.
        case sequence(left: Int)
        /// In `ESC ] …`, ended by BEL or `ESC \`.
        case title(left: Int)
    }

    private var state = State.text
    /// A joiner that is visible only if the right thing follows.
    private var joiner: Unicode.Scalar?
    private var last: Unicode.Scalar = " "
    private var isInFlag = false

    /// Whether a scalar waits for the next one.
    var isHolding: Bool { joiner != nil }

    mutating func push(_ scalar: Unicode.Scalar, into visible: inout [Unicode.Scalar]) {
        switch state {
        case .text where scalar == "\u{1B}": state = .escape
        case .text: see(scalar, into: &visible)
        case .escape:
            switch scalar {
            case "[": state = .sequence(left: 40)
            case "]", "P", "X", "^", "_": state = .title(left: 200)
            default: state = .text
            }
        case .sequence(let left):
            let isInside = (0x20...0x3F).contains(scalar.value)
            let isLast = (0x40...0x7E).contains(scalar.value)
            state = isInside && left > 0 ? .sequence(left: left - 1) : .text
            if !isInside, !isLast { push(scalar, into: &visible) }
        case .title(let left):
            if scalar == "\u{1B}" {
                state = .escape
            } else {
                state = scalar == "\u{7}" || scalar == "\n" || left == 0 ? .text : .title(left: left - 1)
            }
        }
    }

    private mutating func see(_ scalar: Unicode.Scalar, into visible: inout [Unicode.Scalar]) {
        if scalar.isASCII, joiner == nil {
            guard (0x20..<0x7F).contains(scalar.value) || scalar == "\n" || scalar == "\t" else { return }
            return pass(scalar, into: &visible)
        }
        if let joiner {
            self.joiner = nil
            if Self.joins(joiner, last, scalar) { visible.append(joiner) }
            return see(scalar, into: &visible)
        }
        if scalar == "\u{200D}" || scalar == "\u{200C}" {
            joiner = scalar
        } else if isVisible(scalar) {
            pass(scalar, into: &visible)
        }
    }

    private mutating func pass(_ scalar: Unicode.Scalar, into visible: inout [Unicode.Scalar]) {
        if !Self.isTag(scalar) { isInFlag = scalar == "\u{1F3F4}" }
        last = scalar
        visible.append(scalar)
    }

    private func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        if Self.isTag(scalar) { return isInFlag }
        if Self.isSelector(scalar) { return !Self.isSelector(last) }
        switch scalar.properties.generalCategory {
        case .control: return false
        // The signs of Arabic and Syriac that stand under numbers are formats with ink.
        case .format: return (0x600...0x8E2).contains(scalar.value) && scalar != "\u{61C}"
        default: return !Self.blankLetters.contains(scalar)
        }
    }

    private static func joins(_ joiner: Unicode.Scalar, _ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Bool {
        let scripts: ClosedRange<UInt32> = 0x600...0xDFF  // Arabic to Sinhala
        if scripts.contains(before.value), scripts.contains(after.value) { return true }
        return joiner == "\u{200D}" && (isEmoji(before) || isSelector(before)) && isEmoji(after)
    }

    private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool { !scalar.isASCII && scalar.properties.isEmoji }
    private static func isTag(_ scalar: Unicode.Scalar) -> Bool { (0xE0020...0xE007F).contains(scalar.value) }
    private static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
        (0xFE00...0xFE0F).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value)
    }

    /// Letters by category, but nothing to see.
    private static let blankLetters: Set<Unicode.Scalar> = ["\u{115F}", "\u{1160}", "\u{3164}", "\u{FFA0}", "\u{2800}"]
}
