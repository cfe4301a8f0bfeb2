/// What the first bytes of a file say it is, where it is something that is no text.
enum FileSignature: Equatable {
    /// With the place of its mark, which may stand anywhere in the first kilobyte.
    case pdf(offset: Int)
    case zip
    /// Office files of before 2007, and newer ones with a password.
    case compound
    case other(String)

    init?(_ bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(Self.length))
        if let known = Self.marks.first(where: { head.starts(with: $0.bytes) }) {
            self = known.signature
        } else if let offset = head.indices.first(where: { head[$0...].starts(with: Self.pdfMark) }) {
            self = .pdf(offset: offset)
        } else {
            return nil
        }
    }

    /// As in “it holds …”.
    var words: String {
        switch self {
        case .pdf: "a PDF"
        case .zip: "a ZIP file"
        case .compound: "an Office file of the older kind"
        case .other(let words): words
        }
    }

    private static let length = 1_024
    private static let pdfMark = Array("%PDF-".utf8)
    private static let marks: [(bytes: [UInt8], signature: FileSignature)] = [
        ([0x50, 0x4B, 0x03, 0x04], .zip), ([0x50, 0x4B, 0x05, 0x06], .zip),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .compound),
        ([0x89, 0x50, 0x4E, 0x47], .other("a PNG picture")), ([0xFF, 0xD8, 0xFF], .other("a JPEG picture")),
        (Array("GIF8".utf8), .other("a GIF picture")), (Array("RIFF".utf8), .other("a picture, sound or film")),
        (Array("II*\0".utf8), .other("a TIFF picture")), (Array("MM\0*".utf8), .other("a TIFF picture")),
        (Array("OggS".utf8), .other("a sound")), (Array("ID3".utf8), .other("a sound")),
        ([0x1F, 0x8B], .other("a packed file")), ([0x37, 0x7A, 0xBC, 0xAF], .other("a packed file")),
        (Array("Rar!\u{1A}".utf8), .other("a packed file")), (Array("BZh9".utf8), .other("a packed file")),
        ([0x28, 0xB5, 0x2F, 0xFD], .other("a packed file")), ([0xFD, 0x37, 0x7A, 0x58], .other("a packed file")),
        ([0x7F, 0x45, 0x4C, 0x46], .other("a program")), ([0x4D, 0x5A, 0x90, 0x00], .other("a program")),
        (Array("SQLite format 3\0".utf8), .other("a database")), (Array("{\\rtf".utf8), .other("rich text")),
    ]
}
