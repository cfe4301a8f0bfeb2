import Foundation
import Testing

@testable import Companion

@Suite struct QuietHoursTests {
    private func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test(arguments: [
        ("2025-12-02T21:59:00Z", nil), ("2025-12-02T22:00:00Z", "2025-12-03T08:00:00Z"),
        ("2025-12-03T00:30:00Z", "2025-12-03T08:00:00Z"), ("2025-12-03T07:59:59Z", "2025-12-03T08:00:00Z"),
        ("2025-12-03T08:00:00Z", nil),
    ])
    func `what is due at night waits for the morning`(_ now: String, _ end: String?) throws {
        #expect(QuietHours.usual.end(after: try date(now), in: .gmt) == (try end.map { try date($0) }))
    }

    @Test func `the night is where people are`() throws {
        let tokyo = try #require(TimeZone(identifier: "Asia/Tokyo"))
        #expect(
            QuietHours.usual.end(after: try date("2025-12-02T14:00:00Z"), in: tokyo)
                == (try date("2025-12-02T23:00:00Z")))
        #expect(QuietHours.usual.end(after: try date("2025-12-02T23:00:00Z"), in: tokyo) == nil)
    }

    @Test func `a change of clocks does not keep it quiet forever`() throws {
        let oslo = try #require(TimeZone(identifier: "Europe/Oslo"))
        let quiet = QuietHours(from: 1, until: 2)
        let end = try #require(quiet.end(after: try date("2026-03-29T00:30:00Z"), in: oslo))
        #expect(end == (try date("2026-03-29T01:00:00Z")))
        #expect(quiet.end(after: end, in: oslo) == nil)
    }

    @Test func `hours by day and none`() throws {
        let noon = QuietHours(from: 12, until: 14)
        #expect(noon.end(after: try date("2025-12-02T13:00:00Z"), in: .gmt) == (try date("2025-12-02T14:00:00Z")))
        #expect(noon.end(after: try date("2025-12-02T11:00:00Z"), in: .gmt) == nil)
        #expect(QuietHours(from: 0, until: 0).end(after: try date("2025-12-02T00:00:00Z"), in: .gmt) == nil)
        #expect(QuietHours(from: -7, until: 99) == QuietHours(from: 0, until: 23))
    }
}
