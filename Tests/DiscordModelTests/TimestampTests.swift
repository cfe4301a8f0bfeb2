import Foundation
import Testing

@testable import DiscordModel

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2015-04-26T06:26:56.936000+00:00", 1_430_029_616_936_000),
        ("2024-02-29T23:59:59.5+02:30", 1_709_242_199_500_000), ("1969-12-31T23:59:59.999999-00:00", -1),
        ("2000-03-01t00:00:00.123456789z", 951_868_800_123_456),
    ])
    func `a moment is read in every way that RFC 3339 allows`(text: String, microseconds: Int) {
        #expect(Timestamp(text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2024", "2024-13-01T00:00:00Z", "2024-01-01 00:00:00Z", "2024-01-01T00:00:00", "2024-01-01T00:00:00.Z",
        "2024-01-01T24:00:00Z", "2024-01-01T00:00:00+0000", "2024-01-01T00:00:00Zx", "２024-01-01T00:00:00Z",
    ])
    func `what is no moment is refused`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func `a day is written as Foundation reads it, over four centuries`() throws {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for day in stride(from: -80_000, through: 80_000, by: 97) {
            let moment = Timestamp(microseconds: day * 86_400_000_000 + day * 1000)
            let date = try style.parse(moment.description)
            #expect(Int((date.timeIntervalSince1970 * 1000).rounded()) == moment.milliseconds, "\(moment)")
            #expect(Timestamp(moment.description) == moment)
        }
    }
}
