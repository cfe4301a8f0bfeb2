/// A picture as its first bytes describe it. What its sender calls it does not count.
package struct ImageFormat: Equatable, Sendable {
    package enum Kind: String, Sendable {
        case png = "image/png"
        case jpeg = "image/jpeg"
        case gif = "image/gif"
        case webp = "image/webp"
    }

    package let kind: Kind
    package let width: Int
    package let height: Int

    /// Larger ones would cost a model's memory, however few bytes they come in.
    package static let pixelLimit = 40_000_000

    package var isTooLarge: Bool { Self.isTooLarge(width: width, height: height) }

    package static func isTooLarge(width: Int, height: Int) -> Bool {
        let (pixels, isBeyondCounting) = width.multipliedReportingOverflow(by: height)
        return isBeyondCounting || pixels > pixelLimit
    }

    /// Nil for everything that is none of the four, or has no size.
    package init?(sniffing bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        let found =
            reader.png() ?? reader.gif() ?? reader.webp() ?? reader.jpeg()
        guard let found, found.width > 0, found.height > 0 else { return nil }
        self = found
    }

    fileprivate init(_ kind: Kind, width: Int, height: Int) {
        self.kind = kind
        self.width = width
        self.height = height
    }
}

/// Each reads from the first byte, and nothing beyond the last.
extension ByteReader {
    /// https://www.w3.org/TR/png-3/#11IHDR
    fileprivate mutating func png() -> ImageFormat? {
        rewind()
        guard skip(matching: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bigEndian(4) == 13,
            skip(matching: Array("IHDR".utf8)), let width = bigEndian(4), let height = bigEndian(4)
        else { return nil }
        return ImageFormat(.png, width: width, height: height)
    }

    /// https://www.w3.org/Graphics/GIF/spec-gif89a.txt, section 18
    fileprivate mutating func gif() -> ImageFormat? {
        rewind()
        guard skip(matching: Array("GIF8".utf8)), let version = byte(), version == 0x37 || version == 0x39,
            skip(matching: [0x61]), let width = littleEndian(2), let height = littleEndian(2)
        else { return nil }
        return ImageFormat(.gif, width: width, height: height)
    }

    /// RFC 9649
    fileprivate mutating func webp() -> ImageFormat? {
        rewind()
        guard skip(matching: Array("RIFF".utf8)), skip(4), skip(matching: Array("WEBP".utf8)), let chunk = take(4),
            skip(4)
        else { return nil }
        switch String(decoding: chunk, as: UTF8.self) {
        case "VP8 ":
            guard skip(3), skip(matching: [0x9D, 0x01, 0x2A]), let width = littleEndian(2),
                let height = littleEndian(2)
            else { return nil }
            return ImageFormat(.webp, width: width & 0x3FFF, height: height & 0x3FFF)
        case "VP8L":
            guard skip(matching: [0x2F]), let bits = littleEndian(4) else { return nil }
            return ImageFormat(.webp, width: (bits & 0x3FFF) + 1, height: (bits >> 14 & 0x3FFF) + 1)
        case "VP8X":
            guard skip(4), let width = littleEndian(3), let height = littleEndian(3) else { return nil }
            return ImageFormat(.webp, width: width + 1, height: height + 1)
        default: return nil
        }
    }

    /// Walks the segments to the frame header (ITU-T T.81, B.2.2).
    fileprivate mutating func jpeg() -> ImageFormat? {
        rewind()
        guard skip(matching: [0xFF, 0xD8]) else { return nil }
        while byte() == 0xFF {
            var marker = byte()
            while marker == 0xFF { marker = byte() }
            guard let marker else { return nil }
            switch marker {
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                guard skip(3), let height = bigEndian(2), let width = bigEndian(2) else { return nil }
                return ImageFormat(.jpeg, width: width, height: height)
            case 0x01, 0xD0...0xD7: continue
            case 0xD9, 0xDA: return nil
            default:
                guard let length = bigEndian(2), length >= 2, skip(length - 2) else { return nil }
            }
        }
        return nil
    }
}
