import Foundation
import Inference

@testable import Companion

/// Pictures with and without cards, made chunk by chunk.
enum PNGSamples {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// One grey point.
    static let header = chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
    static let image = chunk("IDAT", [0x78, 0x9C, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01])
    static let end = chunk("IEND", [])

    static func picture(_ chunks: [UInt8]...) -> [UInt8] { signature + header + chunks.flatMap { $0 } + image + end }

    static func card(_ json: JSONValue, as keyword: String) -> [UInt8] { text(keyword, base64(json.bytes)) }

    static func text(_ keyword: String, _ value: [UInt8]) -> [UInt8] {
        chunk("tEXt", Array(keyword.utf8) + [0] + value)
    }

    /// A text with its language: not packed, English, no other keyword.
    static func international(_ keyword: String, _ value: [UInt8], isPacked: Bool = false) -> [UInt8] {
        chunk("iTXt", Array(keyword.utf8) + [0, isPacked ? 1 : 0, 0] + Array("en".utf8) + [0, 0] + value)
    }

    static func base64(_ bytes: [UInt8]) -> [UInt8] { Array(Data(bytes).base64EncodedData()) }

    static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        return number(UInt32(data.count)) + body + number(CRC32.of(body[...]))
    }

    static func number(_ number: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
}
