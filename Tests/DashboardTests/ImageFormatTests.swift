import Foundation
import Inference
import Testing

@Suite struct ImageFormatTests {
    static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + [
            0, 0, 1, 0x2C, 0, 0, 0, 0xC8, 8, 6, 0, 0, 0,
        ]
    static let gif: [UInt8] = Array("GIF89a".utf8) + [0x2C, 1, 0xC8, 0, 0, 0, 0]
    static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 9, 9, 0xFF, 0xFF, 0xC2, 0, 17, 8, 0, 0xC8, 1, 0x2C, 3]
    static let lossy: [UInt8] =
        Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBPVP8 ".utf8) + [
            0, 0, 0, 0, 0, 0, 0, 0x9D, 1, 0x2A, 0x2C, 0x41, 0xC8, 0x80,
        ]
    static let lossless: [UInt8] =
        Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBPVP8L".utf8) + [0, 0, 0, 0, 0x2F, 0x2B, 0xC1, 0x31, 0]
    static let extended: [UInt8] =
        Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBPVP8X".utf8) + [0, 0, 0, 0, 0, 0, 0, 0, 0x2B, 1, 0, 0xC7, 0, 0]

    static let all = [png, gif, jpeg, lossy, lossless, extended]

    @Test func `each kind tells its size`() throws {
        let kinds: [ImageFormat.Kind] = [.png, .gif, .jpeg, .webp, .webp, .webp]
        for (bytes, kind) in zip(Self.all, kinds) {
            let format = try #require(ImageFormat(sniffing: bytes))
            #expect(format.kind == kind)
            #expect(format.width == 300)
            #expect(format.height == 200)
        }
    }

    @Test func `what is cut off anywhere before its size is no picture`() {
        for bytes in Self.all {
            var known = 0
            for length in 0..<bytes.count where ImageFormat(sniffing: Array(bytes.prefix(length))) != nil { known += 1 }
            #expect(known < 8)
            #expect(ImageFormat(sniffing: Array(bytes.prefix(9))) == nil)
        }
    }

    @Test func `no change of any byte does harm`() {
        for bytes in Self.all {
            for index in bytes.indices {
                for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                    var changed = bytes
                    changed[index] = value
                    if let format = ImageFormat(sniffing: changed) {
                        #expect(format.width > 0 && format.height > 0)
                        _ = format.isTooLarge
                    }
                }
            }
        }
    }

    @Test func `noise is no picture`() {
        var generator = SystemRandomNumberGenerator()
        for length in 0..<300 {
            let noise = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            #expect(ImageFormat(sniffing: noise.map { $0 == 0xFF ? 0 : $0 }) == nil || length > 24)
            _ = ImageFormat(sniffing: [0xFF, 0xD8] + noise)
            _ = ImageFormat(sniffing: Array("RIFF".utf8) + noise)
        }
    }

    @Test(arguments: [
        Array("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".utf8),
        Array("<html>".utf8), Array("%PDF-1.7".utf8), Array("BM......".utf8), [0xFF, 0xD8, 0xFF, 0xD9],
        [0xFF, 0xD8, 0xFF, 0xDA, 0, 2],
        [0xFF, 0xD8] + [UInt8](repeating: 0xFF, count: 5000), [0xFF, 0xD8, 0xFF, 0xE0, 0, 0],
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 1],
    ])
    func `other things are no pictures`(bytes: [UInt8]) { #expect(ImageFormat(sniffing: bytes) == nil) }

    @Test func `a size of nothing is refused, a size beyond the limit is seen`() throws {
        var empty = Self.png
        empty.replaceSubrange(16..<20, with: [0, 0, 0, 0])
        #expect(ImageFormat(sniffing: empty) == nil)
        var huge = Self.png
        huge.replaceSubrange(16..<24, with: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
        #expect(try #require(ImageFormat(sniffing: huge)).isTooLarge)
        #expect(try !#require(ImageFormat(sniffing: Self.png)).isTooLarge)
    }
}
