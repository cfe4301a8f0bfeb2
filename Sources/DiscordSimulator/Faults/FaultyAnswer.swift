import DiscordModel
import Foundation

/// What a ``RESTFault`` makes of an answer, whatever the request was.
struct FaultyAnswer: Sendable {
    /// How the body ends.
    enum Ending: Sendable {
        case whole
        /// The connection is torn down behind these bytes, though more were announced.
        case reset
        /// More was announced and never comes.
        case stuck
    }

    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]
    var ending = Ending.whole

    fileprivate static func json(_ status: Int, _ body: JSON, headers: [(String, String)] = []) -> Self {
        json(status, body.text, headers: headers)
    }

    fileprivate static func json(_ status: Int, _ body: String, headers: [(String, String)] = []) -> Self {
        // Discord's own answers came through a proxy that says so; Cloudflare's did not.
        let usual = [("Content-Type", "application/json"), ("Via", "1.1 google")]
        return Self(status: status, headers: usual + headers, body: Array(body.utf8))
    }
}

extension RESTFault {
    /// Nil for ``slow(_:)``, behind which the right answer comes.
    func answer(at now: Date) -> FaultyAnswer? {
        switch self {
        case .slow: nil
        case .rateLimited(let scope, let retryAfter, let hasHeaders):
            limited(scope, retryAfter, hasHeaders ? Self.buckets(retryAfter, at: now) : [])
        case .rateLimitedOddly(let retryAfter):
            .json(429, #"{"message":"You are being rate limited.","retry_after":\#(retryAfter),"global":false}"#)
        case .status(let status): .json(status, ["message": .string("\(status): Simulated"), "code": 0])
        case .cloudflare(let status): Self.page(status)
        case .resetInBody: broken(.reset)
        case .endlessBody: broken(.stuck)
        case .drop: FaultyAnswer(status: 0, headers: [], body: [], ending: .reset)
        case .largeBody(let bytes, let status):
            .json(status, #"{"message":"\#(String(repeating: "x", count: max(0, bytes - 14)))"}"#)
        }
    }

    private func limited(_ scope: Scope, _ retryAfter: Double, _ buckets: [(String, String)]) -> FaultyAnswer {
        let isGlobal = scope == .global
        var headers = [("Retry-After", String(Int(retryAfter.rounded(.up)))), ("X-RateLimit-Scope", scope.rawValue)]
        if isGlobal { headers.append(("X-RateLimit-Global", "true")) }
        return .json(
            429,
            ["message": "You are being rate limited.", "retry_after": .number(retryAfter), "global": .bool(isGlobal)],
            headers: headers + buckets)
    }

    private static func buckets(_ retryAfter: Double, at now: Date) -> [(String, String)] {
        [
            ("X-RateLimit-Limit", "5"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Bucket", "simulated"),
            ("X-RateLimit-Reset-After", String(format: "%.3f", retryAfter)),
            ("X-RateLimit-Reset", String(format: "%.3f", now.timeIntervalSince1970 + retryAfter)),
        ]
    }

    private static func page(_ status: Int) -> FaultyAnswer {
        let code = status == 429 ? 1015 : status
        let page = "<!DOCTYPE html><html><head><title>Error \(code)</title></head><body>cloudflare</body></html>"
        var headers = [("Content-Type", "text/html; charset=UTF-8"), ("Server", "cloudflare")]
        if status == 429 { headers.append(("Retry-After", "60")) }
        return FaultyAnswer(status: status, headers: headers, body: Array(page.utf8))
    }

    private func broken(_ ending: FaultyAnswer.Ending) -> FaultyAnswer {
        var answer = FaultyAnswer.json(200, #"{"id":"1","#)
        answer.ending = ending
        return answer
    }
}
