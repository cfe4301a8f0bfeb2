import Foundation
import Inference
import NIOHTTP1
import Telemetry
import Testing

@testable import Engines

@Suite struct ProviderFaultsTests {
    private let faults = ProviderFaults(
        provider: "p", key: Secret("sk-abc123"), now: { Date(timeIntervalSince1970: 784_111_777) })

    private func fault(_ status: Int, _ body: String = "", retryAfter: String? = nil) -> InferenceError {
        let headers: HTTPHeaders = retryAfter.map { ["Retry-After": $0] } ?? [:]
        return faults.fault(status: status, headers: headers, body: body.bytes)
    }

    @Test(arguments: [
        (#"{"error":{"message":"no such model","code":"x"}}"#, "no such model"),
        (#"{"error":"model 'x' not found"}"#, "model 'x' not found"),
        (#"{"message":"go away"}"#, "go away"),
        (#"{"detail":"Not Found"}"#, "Not Found"),
        (#"{"error":{"code":"unknown_url"}}"#, "unknown_url"),
        (#""just text""#, "just text"),
        ("  plain\r\n text\u{7} ", "plain text"),
        ("<!doctype html><title>Hi</title>", "sent a web page instead of an answer"),
        ("", "answered with status 400"),
        (" \n", "answered with status 400"),
        ("{}", "answered with status 400"),
        ("[1,2]", "answered with status 400"),
        ("{\"error\":", "{\"error\":"),
    ]) func `the reason is taken from what the body says`(body: String, reason: String) {
        #expect(fault(400, body) == .refused(provider: "p", status: 400, reason: reason))
    }

    @Test func `the status decides what the caller can do`() {
        let reason = "answered with status "
        for status in [300, 302, 400, 401, 402, 403, 404, 413, 422] {
            #expect(fault(status) == .refused(provider: "p", status: status, reason: reason + "\(status)"))
        }
        for status in [408, 500, 502, 503, 504, 599] {
            #expect(fault(status) == .failed(provider: "p", status: status, reason: reason + "\(status)"))
        }
        #expect(fault(429) == .overloaded(provider: "p", retryAfter: nil))
        #expect(fault(529) == .overloaded(provider: "p", retryAfter: nil))
        #expect(fault(503, retryAfter: "3") == .overloaded(provider: "p", retryAfter: 3))
        #expect(fault(503, #"{"error":{"message":"Loading model"}}"#) == .loading(provider: "p"))
    }

    @Test(
        arguments: [
            ("7", 7), (" 1.5 ", 1.5), ("0", 0), ("-5", 0), ("99999999999", 3_600), ("inf", 3_600),
            ("Sun, 06 Nov 1994 08:49:47 GMT", 10), ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 3_600), ("nan", nil), ("soon", nil), ("", nil),
            ("Sun, 06 Nox 1994 08:49:47 GMT", nil), ("Sun, 06 Nov 1994 08:49 GMT", nil), ("a b c d e GMT", nil),
            ("Sun, 06 Nov 99999999999 08:49:47 GMT", nil), ("Sun, 32 Nov 1994 08:49:47 GMT", nil),
            ("Sun, 06 Nov 1994 24:49:47 GMT", nil), ("Sun, 06 Nov 1994 08:60:47 GMT", nil),
            ("Sun, 06 Nov 1994 08:49:61 GMT", nil), ("Sun, 06 Nov 1994 08:49:-1 GMT", nil),
            ("Sun, \(Int.max) Nov 1994 \(Int.max):49:47 GMT", nil),
        ] as [(String, Double?)]) func `Retry-After is seconds or a date, within an hour`(field: String, wait: Double?)
    {
        #expect(fault(429, retryAfter: field) == .overloaded(provider: "p", retryAfter: wait))
    }

    @Test func `the key is never repeated`() {
        let error = fault(401, #"{"error":{"message":"Incorrect API key provided: sk-abc123."}}"#)
        #expect(error == .refused(provider: "p", status: 401, reason: "Incorrect API key provided: •••."))
    }

    @Test func `a reason is at most 300 characters`() {
        guard case .refused(_, _, let reason) = fault(400, String(repeating: "word ", count: 10_000)) else {
            Issue.record("not refused")
            return
        }
        #expect(reason.count == 300)
    }

    @Test(
        arguments: [
            (#"{"code":429,"message":"slow down"}"#, .overloaded(provider: "p", retryAfter: nil)),
            (#"{"code":"502","message":"bad"}"#, .failed(provider: "p", status: 502, reason: "bad")),
            (#"{"code":401,"message":"no"}"#, .refused(provider: "p", status: 401, reason: "no")),
            (#"{"code":"rate_limit_exceeded"}"#, .overloaded(provider: "p", retryAfter: nil)),
            (#"{"code":"server_error","message":"oh"}"#, .failed(provider: "p", status: 200, reason: "oh")),
            (#""just so""#, .failed(provider: "p", status: 200, reason: "just so")),
            ("7", .failed(provider: "p", status: 200, reason: "reported an error")),
            (#"{"code":1e300}"#, .failed(provider: "p", status: 200, reason: "reported an error")),
        ] as [(String, InferenceError)]) func `an error inside a good answer is read alike`(
            json: String, error: InferenceError
        ) throws
    {
        #expect(faults.fault(try json.json()) == error)
    }
}
