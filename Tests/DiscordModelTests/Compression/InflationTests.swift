import DiscordModel
import Testing

/// What both kinds of stream do, on documents of all sizes.
@Suite struct InflationTests {
    static let kinds: [GatewayCompression] = [.zlib, .zstd]

    @Test(arguments: kinds)
    func `documents of a connection come out as they went in, one after the other`(kind: GatewayCompression) throws {
        let deflate = try deflater(kind)
        let inflater = try #require(try kind.inflater())
        for size in [0, 1, 2, 3, 100, 4_095, 4_096, 32_767, 32_768, 65_535, 65_536, 65_537, 300_000] {
            let document = document(ofSize: size)
            #expect(try inflater.inflate(deflate(document)) == document, "\(size) bytes")
        }
    }

    @Test(arguments: kinds)
    func `the context is shared: the second of two alike is a fraction of the first`(kind: GatewayCompression) throws {
        let deflate = try deflater(kind)
        let first = try deflate(document(ofSize: 3_000))
        let second = try deflate(document(ofSize: 3_000))
        #expect(second.count < first.count / 4)
        let fresh = try #require(try kind.inflater())
        // A context of another connection does not open it.
        #expect((try? fresh.inflate(second)) != document(ofSize: 3_000))
    }

    @Test func `a document may come in any number of messages`() throws {
        let compressed = try deflater(.zlib)(document(ofSize: 2_000))
        for cut in 0...compressed.count {
            let inflater = try ZlibStream()
            let first = try inflater.inflate(Array(compressed[..<cut]))
            #expect((first == nil) == (cut < compressed.count))
            let whole = try first ?? inflater.inflate(Array(compressed[cut...]))
            #expect(whole == document(ofSize: 2_000))
        }
    }

    @Test(arguments: kinds)
    func `a message that is cut gives a beginning or nothing, never something else`(
        kind: GatewayCompression
    ) throws {
        let document = document(ofSize: 2_000)
        let compressed = try deflater(kind)(document)
        for cut in 0..<compressed.count {
            let inflater = try #require(try kind.inflater())
            let beginning = try inflater.inflate(Array(compressed[..<cut])) ?? []
            #expect(beginning.count < document.count && document.starts(with: beginning))
        }
    }

    @Test(arguments: kinds)
    func `a wrong byte anywhere is a fault or other bytes, and never more than the limit`(
        kind: GatewayCompression
    ) throws {
        var limits = InflationLimits()
        limits.size = 1 << 20
        let compressed = try deflater(kind)(document(ofSize: 1_000))
        var faults = 0
        for index in compressed.indices {
            for bit in [0x01, 0x10, 0xFF] as [UInt8] {
                var garbled = compressed
                garbled[index] ^= bit
                let inflater = try #require(try kind.inflater(limits))
                do throws(CompressionFault) {
                    #expect(try inflater.inflate(garbled)?.count ?? 0 <= limits.size)
                } catch {
                    faults += 1
                }
            }
        }
        #expect(faults > 20)
    }

    @Test(arguments: kinds)
    func `what is no stream at all is a fault`(kind: GatewayCompression) throws {
        let inflater = try #require(try kind.inflater())
        #expect(throws: CompressionFault.self) { try inflater.inflate(Array(#"{"op":10,"d":null}"#.utf8)) }
    }

    @Test(arguments: kinds)
    func `a bomb is refused by its ratio`(kind: GatewayCompression) throws {
        let bomb = try deflater(kind)([UInt8](repeating: 0x20, count: 4 << 20))
        #expect(bomb.count < 16 << 10)
        let inflater = try #require(try kind.inflater())
        #expect(throws: CompressionFault.tooLarge) { try inflater.inflate(bomb) }
    }

    @Test(arguments: kinds)
    func `a document above the size limit is refused, at the limit it is not`(kind: GatewayCompression) throws {
        var limits = InflationLimits()
        limits.size = 100_000
        for (size, isRefused) in [(100_000, false), (100_001, true)] {
            let compressed = try deflater(kind)(document(ofSize: size))
            let inflater = try #require(try kind.inflater(limits))
            if isRefused {
                #expect(throws: CompressionFault.tooLarge) { try inflater.inflate(compressed) }
            } else {
                #expect(try inflater.inflate(compressed)?.count == size)
            }
        }
    }

    @Test func `a stream that says it is over is at fault`() throws {
        // "a", whole: zlib's header, one stored block marked as the last, Adler-32.
        let ended: [UInt8] = [0x78, 0x01, 0x01, 0x01, 0x00, 0xFE, 0xFF, 0x61, 0x00, 0x62, 0x00, 0x62]
        #expect(throws: CompressionFault.ended) { try ZlibStream().inflate(ended) }
        // "a", whole: magic, a single segment of one byte, one raw block marked as the last.
        let endedFrame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x20, 0x01, 0x09, 0x00, 0x00, 0x61]
        #expect(throws: CompressionFault.ended) { try ZstdStream().inflate(endedFrame) }
    }

    @Test func `a frame that asks for a huge window is refused before any memory is taken`() throws {
        // No single segment, no content size, window of 2^(10 + 20) bytes.
        let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 20 << 3, 0x01, 0x00, 0x00]
        #expect(throws: CompressionFault.self) { try ZstdStream().inflate(frame) }
    }

    private func deflater(_ kind: GatewayCompression) throws -> ([UInt8]) throws -> [UInt8] {
        if kind == .zlib {
            let deflater = try ZlibDeflater()
            return { try deflater.deflate($0) }
        }
        let deflater = try ZstdDeflater()
        return { try deflater.deflate($0) }
    }

    /// Compresses like JSON does, and is the same each time.
    private func document(ofSize size: Int) -> [UInt8] {
        var state: UInt32 = 7
        return (0..<size).map { index in
            guard index % 7 == 0 else { return UInt8(ascii: "a") &+ UInt8(index % 20) }
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
    }
}
