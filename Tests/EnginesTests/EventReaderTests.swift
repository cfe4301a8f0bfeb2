import Testing

@testable import Engines

@Suite struct EventReaderTests {
    private func events(_ pieces: [[UInt8]], limit: Int = 1_000) throws -> [[UInt8]] {
        var reader = EventReader(limit: limit)
        return try pieces.flatMap { try reader.append($0) }
    }

    private func data(_ text: String) throws -> [String] {
        try events([text.bytes]).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `an event is its data lines, joined`() throws {
        #expect(try data("data: one\n\ndata: two\ndata:three\ndata:  four\n\n") == ["one", "two\nthree\n four"])
    }

    @Test func `comments, unknown fields and events without data are none`() throws {
        let odd = ": keep-alive\n\n:\n\nretry: 10\nfoo: bar\nnothing\n\nevent: x\n\n"
        #expect(try data(odd + "id: 7\nevent: y\ndata: z\n\n") == ["z"])
    }

    @Test func `a data line without a colon or a value is empty data`() throws {
        #expect(try data("data\n\ndata:\n\ndata\ndata\n\n") == ["", "", "\n"])
    }

    @Test(arguments: ["\n", "\r", "\r\n"]) func `lines end with LF, CR or both`(end: String) throws {
        #expect(try data("data: a\(end)data: b\(end)\(end)data: c\(end)\(end)") == ["a\nb", "c"])
    }

    @Test func `line ends may be mixed`() throws {
        #expect(try data("data: a\r\n\rdata: b\n\r\ndata: c\r\r") == ["a", "b", "c"])
    }

    @Test func `a byte order mark is skipped once`() throws {
        #expect(try data("\u{FEFF}data: a\n\n\u{FEFF}data: b\n\n") == ["a"])
    }

    @Test func `an event that the end cuts off is none`() throws {
        #expect(try data("data: a\n\ndata: b\n") == ["a"])
    }

    @Test func `wherever the bytes are split, the events are the same`() throws {
        let text = "\u{FEFF}: hi\r\ndata: é🙂\r\rid: 1\ndata: a\r\ndata: b\n\r\nevent: e\rdata:c\n\n".bytes
        let whole = try events([text])
        #expect(whole.count == 3)
        for first in 0...text.count {
            for second in first...text.count {
                let pieces = [Array(text[..<first]), Array(text[first..<second]), Array(text[second...])]
                #expect(try events(pieces) == whole)
            }
        }
        #expect(try events(text.map { [$0] }) == whole)
    }

    @Test func `an event may not grow beyond the limit, in one line or in many`() {
        #expect(throws: EndlessLine(limit: 20, isMessage: true)) {
            try events(["data: 0123456789".bytes, "0123456789".bytes], limit: 20)
        }
        #expect(throws: EndlessLine(limit: 20, isMessage: true)) {
            try events(Array(repeating: "data: 1\n".bytes, count: 20), limit: 20)
        }
        #expect(throws: EndlessLine(limit: 20, isMessage: false)) {
            try events(["once upon a time there was".bytes], limit: 20)
        }
    }

    @Test func `comments do not add up`() throws {
        #expect(try events(Array(repeating: ": ping\n\n".bytes, count: 1_000), limit: 20).isEmpty)
    }

    @Test func `any bytes are read without a trap`() throws {
        var random = SystemRandomNumberGenerator()
        let alphabet: [UInt8] = Array("data:event:id \r\n\n\r{}".utf8) + [0, 0xEF, 0xBB, 0xBF, 0xFF, 0x80]
        for _ in 0..<2_000 {
            let bytes = (0..<64).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            let cut = Int.random(in: 0...64, using: &random)
            #expect(try events([bytes]) == events([Array(bytes[..<cut]), Array(bytes[cut...])]))
        }
    }
}
