/// Which styles of a Word document are headings, and of which level.
///
/// A style is known by the name that Word gives it in every language, by its level in the outline, or by the style
/// that it is made from.
struct WordStyles {
    /// Styles made from each other. What is longer, or a circle, ends here.
    private static let chainLimit = 10
    /// Styles of a document. Later ones are body text.
    private static let countLimit = 5_000

    private struct Style {
        var level: Int?
        var base: String?
    }

    private var styles: [String: Style] = [:]

    /// Without styles only the usual ids count.
    init() {}

    init(_ bytes: [UInt8]) throws(DocumentError) {
        var xml = XMLPullReader(try TextDecoding.utf8(bytes))
        var id: String?
        while let event = try xml.next() {
            switch event {
            case .open("style", let attributes):
                id = xml.attribute("styleId", in: attributes)
                if let id, styles.count < Self.countLimit { styles[id] = Style() }
            case .close("style"): id = nil
            case .open("name", let attributes):
                note(xml.attribute("val", in: attributes).flatMap(Self.level(named:)), of: id)
            case .open("outlineLvl", let attributes): note(xml.outlineLevel(in: attributes), of: id)
            case .open("basedOn", let attributes):
                if let id { styles[id]?.base = xml.attribute("val", in: attributes) }
            default: break
            }
        }
    }

    /// The level of the headings of a style; nil for body text.
    func level(of id: String) -> Int? {
        var next: String? = id
        for _ in 0..<Self.chainLimit {
            guard let id = next, let style = styles[id] else { break }
            if let level = style.level { return level }
            next = style.base
        }
        return styles[id] == nil ? Self.level(named: id) : nil
    }

    private mutating func note(_ level: Int?, of id: String?) {
        guard let id, let level, styles[id]?.level == nil else { return }
        styles[id]?.level = level
    }

    /// “heading 2” and “Heading2” are of level 2, “Title” is the title.
    private static func level(named name: String) -> Int? {
        let name = name.lowercased()
        if name == "title" { return 0 }
        guard name.hasPrefix("heading"), let digit = name.last?.wholeNumberValue, (1...9).contains(digit),
            name.dropFirst(7).dropLast().allSatisfy(\.isWhitespace)
        else { return nil }
        return digit
    }
}

extension XMLPullReader {
    /// The level of `<w:outlineLvl w:val="0"/>`, which counts from 0 and means body text by 9.
    func outlineLevel(in attributes: Range<Int>) -> Int? {
        guard let written = attribute("val", in: attributes), let level = Int(written), (0...8).contains(level) else {
            return nil
        }
        return level + 1
    }
}
