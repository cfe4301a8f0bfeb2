import DiscordModel
import Foundation

/// An answer's bytes.
struct Reply: Sendable {
    var status: Int
    var headers: [(String, String)]
    var body: [UInt8]

    /// Discord's front adds it; what comes without it comes from Cloudflare.
    static let via = ("Via", "1.1 google")

    init(status: Int, headers: [(String, String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    init(_ answer: Answer, headers: [(String, String)]) {
        self.init(status: answer.status, headers: headers + [Self.via], body: answer.body?.bytes ?? [])
        // Exactly this: some clients compare the whole.
        if answer.body != nil { self.headers.append(("Content-Type", "application/json")) }
    }

    init(_ refusal: Refusal) { self.init(Answer(status: refusal.status, body: refusal.body), headers: []) }

    init(_ verdict: RateLimits.Verdict) {
        guard case .tooMany(let wait, let isGlobal, _, let headers) = verdict else {
            self.init(Answer.nothing, headers: [])
            return
        }
        self.init(limited: wait, isGlobal: isGlobal, headers: headers)
    }

    /// 429.
    init(limited wait: Double, isGlobal: Bool, headers: [(String, String)]) {
        // The clock is finer than what is said: rounded up, so that who waits so long waits long enough.
        let shown = (wait * 1_000).rounded(.up) / 1_000
        let body: JSON = [
            "message": "You are being rate limited.", "retry_after": .number(shown), "global": .bool(isGlobal),
        ]
        self.init(
            Answer(status: 429, body: body), headers: headers + [("Retry-After", "\(Int(wait.rounded(.up)))")])
    }

    init(file: StoredFile) {
        self.init(
            status: 200,
            headers: [("Content-Type", file.contentType), ("Cache-Control", "public, max-age=31536000")],
            body: file.bytes)
    }

    static let noFile = Reply(
        status: 404, headers: [("Content-Type", "text/plain")],
        body: Array("This content is no longer available.".utf8))

    /// The address is banned for a while.
    static let shutOut = Reply.cloudflare(429, headers: [("Retry-After", "600")])

    /// A page instead of JSON.
    static func cloudflare(_ status: Int, headers: [(String, String)] = []) -> Reply {
        let code = status == 429 ? 1015 : status
        let page =
            "<!DOCTYPE html><html><head><title>Error \(code)</title></head><body>error code: \(code)</body></html>"
        return Reply(
            status: status,
            headers: headers + [("Content-Type", "text/html; charset=UTF-8"), ("Server", "cloudflare")],
            body: Array(page.utf8))
    }

    /// One grey point.
    static let picture = Reply(
        status: 200, headers: [("Content-Type", "image/png")],
        body: Array(
            Data(
                base64Encoded:
                    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
            ) ?? Data()))
}
