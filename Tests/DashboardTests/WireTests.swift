import Foundation
import HTTPTypes
import HummingbirdTesting
import Inference
import NIOCore
import Testing

@testable import Dashboard

@Suite struct JSONTextTests {
    @Test(arguments: [
        "", "plain", "\"quoted\"", "back\\slash", "line\nbreak\r\ttab", "\u{0}\u{1F}\u{7F}", "</script><!--", "é 日本語 👩‍👩‍👧",
        "\u{2028}\u{2029}", "\"", "\\", "a\"", "\"a", String(repeating: "x\"", count: 5000),
    ])
    func `a string reads back as it was`(text: String) throws {
        var buffer = ByteBuffer()
        buffer.writeJSONString(text)
        let written = String(buffer: buffer)
        #expect(!written.contains("\n"))
        #expect(try JSONValue(parsing: "[\(written)]") == [.string(text)])
    }

    @Test func `every character below space is escaped`() throws {
        for value in UInt8(0)..<0x20 {
            var buffer = ByteBuffer()
            buffer.writeJSONString(String(UnicodeScalar(value)))
            #expect(buffer.readableBytesView.allSatisfy { $0 >= 0x20 })
        }
    }
}

@Suite struct JSONBodyTests {
    private struct Wish: Decodable {
        struct Inner: Decodable { let number: Int }

        let text: String
        var inner: Inner?
        var list: [String]?
    }

    private func fault(_ json: [UInt8]) -> WebError? {
        do {
            _ = try JSONBody.decode(Wish.self, from: ByteBuffer(bytes: json))
            return nil
        } catch {
            return error as? WebError
        }
    }

    @Test(arguments: [
        (#"{}"#, "“text” is missing."), (#"{"text":3}"#, "“text” should be text."),
        (#"{"text":null}"#, "“text” must not be null."),
        (#"{"text":"a","inner":{"number":"x"}}"#, "“inner.number” should be a number."),
        (#"{"text":"a","list":["b",{}]}"#, "“list.1” should be text."),
        (#"["text"]"#, "“the body” should be an object."),
        (#"{"text":"#, "This is not valid JSON."), ("", "This is not valid JSON."),
        (#"{"text":"a","inner":{"number":1e400}}"#, "This is not valid JSON."),
    ])
    func `a fault names its field`(json: String, message: String) {
        let fault = fault(Array(json.utf8))
        #expect(fault?.status == .badRequest)
        if json.contains("1e400") { return }
        #expect(fault?.message == message)
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        for bad: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]] {
            #expect(fault(Array(#"{"text":""#.utf8) + bad + Array(#""}"#.utf8))?.status == .badRequest)
        }
    }

    @Test func `deep nesting is seen before it is decoded`() {
        for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
            let deep = String(repeating: open, count: 100_000) + "1" + String(repeating: close, count: 100_000)
            #expect(fault(Array(deep.utf8))?.message == "This JSON is nested too deeply.")
        }
        #expect(JSONBody.fault(in: #"{"a":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"[[[[["}"#.utf8) == nil)
        #expect(JSONBody.fault(in: String(repeating: "[", count: 32).utf8) == nil)
        #expect(JSONBody.fault(in: String(repeating: "[", count: 33).utf8) != nil)
    }

    @Test func `another encoding hides no depth`() throws {
        let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf16, .utf32] {
            let bytes = try #require(#"{"text":"a","list":\#(deep)}"#.data(using: encoding))
            #expect(fault(Array(bytes))?.message == "JSON is UTF-8.")
        }
        #expect(JSONBody.fault(in: #"{"text":"a\u0000"}"#.utf8) == nil)
    }

    @Test func `more values than anybody needs are seen before they are decoded`() {
        func zeros(_ count: Int) -> String { "[" + String(repeating: "0,", count: count - 1) + "0]" }
        #expect(JSONBody.fault(in: zeros(JSONBody.valueLimit - 1).utf8) == nil)
        #expect(JSONBody.fault(in: zeros(JSONBody.valueLimit).utf8)?.contains("values") == true)
        #expect(JSONBody.fault(in: String(repeating: "[],", count: JSONBody.valueLimit / 2).utf8) != nil)
        #expect(JSONBody.fault(in: "\"\(String(repeating: ",[", count: JSONBody.valueLimit))\"".utf8) == nil)
    }

    @Test func `too much is refused, whether announced or not`() async throws {
        let house = try await House()
        try await house.test { client in
            let visitor = try await house.signIn(client)
            let large = #"{"key":"\#(String(repeating: "x", count: JSONBody.ordinaryLimit))","value":1}"#
            #expect(try await client.send(.put, "/api/settings", large, visitor.headers).status == .contentTooLarge)
        }
    }
}

@Suite struct TokenTests {
    @Test func `tokens are long, different and fit a cookie`() {
        let tokens = (0..<100).map { _ in Token.make() }
        #expect(Set(tokens).count == 100)
        #expect(
            tokens.allSatisfy {
                $0.count == 43 && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            })
    }

    @Test func `comparison sees every difference`() {
        #expect(Token.areEqual("abc", "abc"))
        #expect(!Token.areEqual("abc", "abd"))
        #expect(!Token.areEqual("abc", "bbc"))
        #expect(!Token.areEqual("abc", "ab"))
        #expect(!Token.areEqual("", "a"))
    }

    @Test func `the page's token is not the cookie`() {
        let session = Session(token: "secret", userName: "ann")
        #expect(session.pageToken != session.token)
        #expect(session.pageToken != Token.hash(session.token))
    }
}

@Suite struct SlotsTests {
    @Test func `there are so many places and no more`() {
        let slots = Slots(2)
        let first = slots.take()
        let second = slots.take()
        #expect(first != nil && second != nil)
        #expect(slots.take() == nil)
        first?.giveBack()
        first?.giveBack()
        let third = slots.take()
        #expect(third != nil)
        #expect(slots.take() == nil)
        _ = (second, third)
    }

    @Test func `a forgotten place is free again`() {
        let slots = Slots(1)
        _ = slots.take()
        #expect(slots.take() != nil)
    }
}
