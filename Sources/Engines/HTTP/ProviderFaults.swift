import Foundation
import Inference
import NIOHTTP1
import Telemetry

/// Puts what a provider says went wrong into our terms, without its key and without much text.
struct ProviderFaults: Sendable {
    let provider: String
    var key = Secret("")
    /// The current date, for `Retry-After` dates.
    var now: @Sendable () -> Date = { Date() }

    /// An answer whose status is not 2xx.
    func fault(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) -> InferenceError {
        let retryAfter = headers.first(name: "retry-after").flatMap { RetryAfter.seconds($0, now: now()) }
        let reason = reason(in: body) ?? "answered with status \(status)"
        return switch status {
        case 429, 529: .overloaded(provider: provider, retryAfter: retryAfter)
        case 503 where retryAfter != nil: .overloaded(provider: provider, retryAfter: retryAfter)
        case 503 where reason.localizedCaseInsensitiveContains("loading model"): .loading(provider: provider)
        case 408, 500...: .failed(provider: provider, status: status, reason: reason)
        default: .refused(provider: provider, status: status, reason: reason)
        }
    }

    /// An error object inside an answer whose status was good.
    func fault(_ error: JSONValue) -> InferenceError {
        let code = error["code"]?.integer ?? error["status"]?.integer ?? error["code"]?.string.flatMap { Int($0) }
        let body = error.bytes
        if let code, (400..<600).contains(code) { return fault(status: code, body: body) }
        if error["code"]?.string == "rate_limit_exceeded" { return .overloaded(provider: provider, retryAfter: nil) }
        return .failed(provider: provider, status: 200, reason: reason(in: body) ?? "reported an error")
    }

    func garbled(_ reason: String) -> InferenceError { .garbled(provider: provider, reason: reason) }

    func endless(_ line: EndlessLine) -> InferenceError {
        line.isMessage ? .tooLarge(provider: provider, limit: line.limit) : garbled("endless line")
    }

    static let webPage = "sent a web page instead of an answer"

    /// One short line out of `{"error":{"message":…}}`, `{"error":"…"}`, `{"message":…}`, `{"detail":…}` or plain text.
    private func reason(in body: [UInt8]) -> String? {
        let text = String(decoding: body, as: UTF8.self)
        guard let first = text.first(where: { !$0.isWhitespace }) else { return nil }
        if first == "<" { return Self.webPage }
        let found: String?
        // What is not JSON is plain text.
        if let json = try? JSONValue(parsing: text) {
            found = Self.message(in: json)
        } else {
            found = text
        }
        return found.map(tidy)
    }

    private static func message(in json: JSONValue) -> String? {
        if let text = json.string { return text }
        for key in ["error", "message", "detail", "code"] {
            if let inner = json[key], let text = message(in: inner) { return text }
        }
        return nil
    }

    /// No key, no control characters, at most 300 characters: it goes into logs and onto pages.
    private func tidy(_ text: String) -> String {
        let open = key.isEmpty ? text : text.replacing(key.exposed, with: "•••")
        let line = open.prefix(2_000).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return String(
            String.UnicodeScalarView(line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F })
                .prefix(300))
    }
}
