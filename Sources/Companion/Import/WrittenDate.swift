import Foundation
import Inference

/// Understands the ways in which other programs write a moment.
///
/// Programs differ, and versions of one program too: `2025-12-02T10:00:00.5+01:00`, `2025-12-02 10:00`,
/// `June 5, 2023 10:24pm`, `2023-6-5 @10h 24m 33s 123ms`, `Mon Jun 05 2023 10:24:33 GMT+0200 (…)`, and seconds or
/// milliseconds since 1970.
struct WrittenDate {
    /// Longer texts are no dates.
    private static let byteLimit = 100
    /// 1970 to 2200, in seconds; what lies outside is no date of a talk.
    private static let plausible = 0.0...7_258_118_400
    /// Smaller numbers are no moments: as seconds they would be before 1974.
    private static let secondsFrom = 100_000_000.0
    /// Numbers from here on are milliseconds: as seconds they would be in the year 5138.
    private static let millisecondsFrom = 100_000_000_000.0

    /// For dates that do not say their zone.
    let zone: TimeZone

    func moment(_ value: JSONValue?) -> Date? {
        switch value {
        case .number(let number): Self.sinceEpoch(number)
        case .string(let text): moment(text)
        default: nil
        }
    }

    func moment(_ text: String) -> Date? {
        guard text.utf8.count <= Self.byteLimit else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy(\.isDecimalDigit) { return Double(text).flatMap(Self.sinceEpoch) }
        var scanner = DateScanner(text)
        guard let written = scanner.scan(), let local = written.secondsAsUTC else { return nil }
        let offset = written.offset ?? offset(ofLocal: local)
        let seconds = local + written.fraction - Double(offset)
        return Self.plausible.contains(seconds) ? Date(timeIntervalSince1970: seconds) : nil
    }

    private static func sinceEpoch(_ number: Double) -> Date? {
        let seconds = number >= millisecondsFrom ? number / 1000 : number
        return number >= secondsFrom && plausible.contains(seconds) ? Date(timeIntervalSince1970: seconds) : nil
    }

    /// Asked twice, because the first answer may be that of the other side of a change of clocks.
    private func offset(ofLocal local: Double) -> Int {
        let first = zone.secondsFromGMT(for: Date(timeIntervalSince1970: local))
        return zone.secondsFromGMT(for: Date(timeIntervalSince1970: local - Double(first)))
    }
}
