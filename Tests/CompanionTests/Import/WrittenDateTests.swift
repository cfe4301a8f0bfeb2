import Foundation
import Inference
import Testing

@testable import Companion

@Suite struct WrittenDateTests {
    private let greenwich = WrittenDate(zone: .gmt)

    @Test(arguments: [
        ("2025-12-02T10:00:00", 1_764_669_600.0), ("2025-12-02T10:00:00Z", 1_764_669_600),
        ("2025-12-02 10:00", 1_764_669_600), ("2025-12-02", 1_764_633_600),
        ("2025-12-02T10:00:00.250", 1_764_669_600.25), ("2025-12-02T10:00:00.123456+00:00", 1_764_669_600.123456),
        ("2025-12-02T11:30:00+01:30", 1_764_669_600), ("2025-12-02T05:00:00-0500", 1_764_669_600),
        ("June 5, 2023 10:24pm", 1_686_003_840), ("June 5, 2023 10:24 PM", 1_686_003_840),
        ("Jun 5 2023 22:24", 1_686_003_840), ("December 31, 2023 12:05am", 1_703_981_100),
        ("December 31, 2023 12:05pm", 1_704_024_300),
        ("2023-6-5 @10h 24m 33s 123ms", 1_685_960_673.123), ("2023-6-5@10h24m33s", 1_685_960_673),
        ("2023-06-05@10h24m33s007ms", 1_685_960_673.007), ("2023-6-5 @10h 24m", 1_685_960_640),
        ("Mon Jun 05 2023 10:24:33 GMT+0200 (Central European Summer Time)", 1_685_953_473),
        ("1686003840000", 1_686_003_840), ("1686003840", 1_686_003_840),
        ("2024-02-29T00:00:00Z", 1_709_164_800), ("2000-03-01T00:00:00Z", 951_868_800),
        ("1970-01-01T00:00:01Z", 1), ("2100-03-01T00:00:00Z", 4_107_542_400),
    ])
    func `the spellings of programs are understood`(text: String, seconds: Double) throws {
        let moment = try #require(greenwich.moment(text))
        #expect(abs(moment.timeIntervalSince1970 - seconds) < 0.0005)
    }

    @Test(arguments: [
        "", " ", "never", "2023", "2023-06", "2023-13-01", "2023-02-29", "2023-06-31", "2023-00-10", "2023-06-00",
        "1969-12-31T23:59:59Z", "2023-06-05T24:00:00", "2023-06-05T10:60", "2023-06-05T10:00:61", "June 5 10:24pm",
        "June 5, 2023 13:24pm", "June 5, 2023 0:24am", "Smarch 5, 2023 10:24pm", "2023-06-05T10:00:00+99:00",
        "2023-06-05T10:00:00.", "2023-06-05T10", "2023-06-05Tnoon", "-1", "99999999999999999999", "0",
        "2023-6-5 @10h 24m 33s 123", "9999-01-01", "2023-06-05T10:00 Mars",
        "5 Juin 2023", String(repeating: "1", count: 5000), String(repeating: "June ", count: 5000),
    ])
    func `what is no moment is none`(text: String) {
        #expect(greenwich.moment(text) == nil)
    }

    @Test func `numbers are seconds or milliseconds`() {
        #expect(greenwich.moment(.number(1_686_003_840.5))?.timeIntervalSince1970 == 1_686_003_840.5)
        #expect(greenwich.moment(.number(1_686_003_840_500))?.timeIntervalSince1970 == 1_686_003_840.5)
        for odd in [0, 12, -1, 1e300, -1e300, Double.greatestFiniteMagnitude] {
            #expect(greenwich.moment(.number(odd)) == nil)
        }
        for odd in [nil, .null, .bool(true), ["2023-06-05"], [:]] as [JSONValue?] {
            #expect(greenwich.moment(odd) == nil)
        }
    }

    @Test func `without a zone the one that is given counts, on both sides of a change of clocks`() throws {
        let berlin = WrittenDate(zone: try #require(TimeZone(identifier: "Europe/Berlin")))
        let seconds = { (text: String) in berlin.moment(text)?.timeIntervalSince1970 }
        #expect(seconds("2023-03-26T01:59:00") == greenwich.moment("2023-03-26T00:59:00")?.timeIntervalSince1970)
        #expect(seconds("2023-03-26T03:01:00") == greenwich.moment("2023-03-26T01:01:00")?.timeIntervalSince1970)
        #expect(seconds("2023-06-05T12:00:00Z") == greenwich.moment("2023-06-05T12:00:00")?.timeIntervalSince1970)
    }

    /// The days are counted by hand here and by Foundation there.
    @Test func `days of two centuries are those of the calendar`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        var day = Date(timeIntervalSince1970: 12 * 3600)
        for _ in 0..<16_000 {
            let parts = calendar.dateComponents([.year, .month, .day], from: day)
            let text = "\(try #require(parts.year))-\(try #require(parts.month))-\(try #require(parts.day)) 12:00"
            try #require(greenwich.moment(text) == day)
            day += 5 * 86_400
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `whatever the text is, nothing traps`(seed: UInt64) {
        var chance = Seeded(seed)
        let spellings = [
            "2025-12-02T11:30:00.123+01:30", "June 5, 2023 10:24pm", "2023-6-5 @10h 24m 33s 123ms",
            "Mon Jun 05 2023 10:24:33 GMT+0200 (CEST)",
        ]
        for _ in 0..<3000 {
            let bytes = Mutation.of(Array((spellings.randomElement(using: &chance) ?? "").utf8), using: &chance)
            if let moment = greenwich.moment(String(decoding: bytes, as: UTF8.self)) {
                #expect((0...7_258_118_400).contains(moment.timeIntervalSince1970))
            }
        }
    }
}
