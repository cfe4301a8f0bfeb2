import Testing

@testable import Engines

@Suite struct LineReaderTests {
    private func lines(_ pieces: [[UInt8]], limit: Int = 100) throws -> (lines: [String], rest: String) {
        var reader = LineReader(limit: limit)
        let lines = try pieces.flatMap { try reader.append($0) }
        return (lines.map { String(decoding: $0, as: UTF8.self) }, String(decoding: reader.rest, as: UTF8.self))
    }

    @Test func `lines end with LF or CRLF, and empty ones are dropped`() throws {
        let read = try lines(["one\ntwo\r\n\n\r\nthr\ree\nrest\r".bytes])
        #expect(read.lines == ["one", "two", "thr\ree"])
        #expect(read.rest == "rest")
    }

    @Test func `wherever the bytes are split, the lines are the same`() throws {
        let text = "{\"a\":\"é🙂\"}\r\n\n{}\n{\"b\":1}\n".bytes
        let whole = try lines([text])
        for first in 0...text.count {
            for second in first...text.count {
                let read = try lines([Array(text[..<first]), Array(text[first..<second]), Array(text[second...])])
                #expect(read.lines == whole.lines)
                #expect(read.rest == whole.rest)
            }
        }
    }

    @Test func `a line may be as long as the limit and no longer`() throws {
        #expect(try lines(["0123456789\n".bytes], limit: 10).lines == ["0123456789"])
        #expect(throws: EndlessLine(limit: 10, isMessage: false)) { try lines(["01234567890".bytes], limit: 10) }
    }

    @Test func `an endless line is noticed in small pieces too, and a message is told from garbage`() {
        let digits = Array(repeating: "0123".bytes, count: 10)
        #expect(throws: EndlessLine(limit: 30, isMessage: false)) { try lines(digits, limit: 30) }
        #expect(throws: EndlessLine(limit: 30, isMessage: true)) { try lines(["{".bytes] + digits, limit: 30) }
    }
}
