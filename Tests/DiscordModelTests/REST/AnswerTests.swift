import Testing

@testable import DiscordModel

@Suite struct AnswerTests {
    @Test func `headers say limits, in any case`() {
        let headers = ResponseHeaders([
            ("X-RateLimit-Limit", "5"), ("x-ratelimit-remaining", "4"), ("X-RATELIMIT-RESET", "1470173023.123"),
            ("X-RateLimit-Reset-After", "1.5"), ("X-RateLimit-Bucket", "abcd"), ("X-RateLimit-Scope", "shared"),
            ("X-RateLimit-Global", "true"), ("Retry-After", "65"), ("Content-Type", "application/json"),
        ])
        #expect(headers.limit == 5 && headers.remaining == 4 && headers.reset == 1_470_173_023.123)
        #expect(headers.resetAfter == .milliseconds(1500) && headers.bucket == "abcd" && headers.scope == .shared)
        #expect(headers.isGlobal && headers.retryAfter == .seconds(65) && headers.contentType == "application/json")
    }

    @Test(arguments: ["", "NaN", "inf", "-1", "soon", "Wed, 21 Oct 2015 07:28:00 GMT", "1e400", "0x"])
    func `a number that makes no sense is not there`(text: String) {
        let headers = ResponseHeaders([
            ("x-ratelimit-limit", text), ("x-ratelimit-reset-after", text), ("retry-after", text),
        ])
        #expect(headers == ResponseHeaders())
        #expect(ErrorAnswer(Array(#"{"retry_after": "\#(text)", "code": 1}"#.utf8))?.retryAfter == nil)
    }

    @Test func `a wait of ages is a day, a wait in text is read`() {
        let answer = ErrorAnswer(Array(#"{"retry_after": 1e9, "global": true}"#.utf8))
        let throttle = Throttle(ResponseHeaders(), answer: answer)
        #expect(throttle == Throttle(scope: .global, wait: .seconds(86_400)))
        #expect(ErrorAnswer(Array(#"{"retry_after": "2.5"}"#.utf8))?.retryAfter == .milliseconds(2500))
    }

    @Test func `a page instead of JSON is Cloudflare's`() {
        let answer = ErrorAnswer(Array("<html>error code: 1015".utf8))
        #expect(answer == nil)
        #expect(Throttle(ResponseHeaders([("retry-after", "3600")]), answer: answer).wait == .seconds(3600))
        #expect(Throttle(ResponseHeaders(), answer: nil) == Throttle(scope: .cloudflare, wait: nil))
    }

    @Test func `scopes are told apart, and the larger wait is kept`() {
        func scope(_ headers: [(String, String)], _ body: String) -> Throttle {
            Throttle(ResponseHeaders(headers), answer: ErrorAnswer(Array(body.utf8)))
        }
        #expect(
            scope([("x-ratelimit-scope", "user"), ("retry-after", "2")], #"{"retry_after": 1.3}"#)
                == Throttle(scope: .user, wait: .seconds(2)))
        #expect(scope([("x-ratelimit-scope", "shared")], #"{"retry_after": 1.3}"#).scope == .shared)
        #expect(scope([("x-ratelimit-global", "true")], "{}") == Throttle(scope: .global, wait: nil))
        #expect(scope([("x-ratelimit-scope", "new")], "{}").scope == .user)
    }

    @Test func `an invalid form says what is wrong where`() {
        let body = #"""
            {"code": 50035, "message": "Invalid Form Body", "errors": {"embeds": {"0": {"fields": {"2": {"name":
            {"_errors": [{"code": "BASE_TYPE_REQUIRED", "message": "This field is required"}]}}}}},
            "_errors": [{"message": "All is wrong"}]}}
            """#
        let answer = ErrorAnswer(Array(body.utf8))
        #expect(answer?.code == 50035 && answer?.message == "Invalid Form Body")
        #expect(answer?.faults == ["embeds[0].fields[2].name: This field is required", "All is wrong"])
    }

    @Test(arguments: [
        #"{"code": 7, "message": "cut o"#, #"{"code": 7, "errors": 5}"#, #"{"code": 7, "errors": {"a": [1, {}]}}"#,
        #"{"code": "7", "message": null, "errors": {"_errors": "x"}}"#, #"{"code": 7, "retry_after": NaN}"#,
        #"{"code": 7, "message": {"deep": []}}"#,
    ])
    func `what can be read of a broken body is read`(body: String) {
        #expect(ErrorAnswer(Array(body.utf8))?.code == 7)
    }

    @Test func `a body's size does not become ours`() {
        let many = (0..<1000).map { #""\#($0)": {"_errors": [{"message": "\#(String(repeating: "x", count: 900))"}]}"# }
        let answer = ErrorAnswer(Array("{\"errors\": {\(many.joined(separator: ","))}}".utf8))
        #expect(answer?.faults.count == 10)
        #expect(answer?.faults.allSatisfy { $0.count == 300 } ?? false)
        let deep = String(repeating: #"{"errors":"#, count: 1000)
        #expect(ErrorAnswer(Array(deep.utf8))?.faults == [])
    }

    @Test func `files and JSON go in one body, and names cannot break out of their quotes`() {
        let body = MultipartBody(
            json: Array("{}".utf8),
            files: [OutgoingFile(name: "a\"\r\nX: y.txt", contentType: "text/plain\r\nX: y", bytes: [1, 2])],
            boundary: "BB")
        #expect(body.contentType == "multipart/form-data; boundary=BB")
        let expected =
            "--BB\r\nContent-Disposition: form-data; name=\"payload_json\"\r\nContent-Type: application/json\r\n\r\n"
            + "{}\r\n--BB\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a%22%0D%0AX: y.txt\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n\u{1}\u{2}\r\n--BB--\r\n"
        #expect(String(decoding: body.bytes, as: UTF8.self) == expected)
    }
}
