import Foundation
import Synchronization

/// Says what time it is, to five minutes, so that equal questions make equal prompts.
///
/// Dates are spelt once for each time zone and five minutes: doing it for every
/// prompt took longer than all else that is put into one.
final class PromptClock: Sendable {
    private static let step = 300.0
    private static let mostZones = 600

    private struct Spelt {
        var step = 0.0
        var sentences: [TimeZone: String] = [:]
    }

    private let spelt = Mutex(Spelt())

    /// “It is Saturday 1 March 2025, about 14:05”, without a full stop.
    func sentence(at now: Date, in zone: TimeZone) -> String {
        let step = (now.timeIntervalSince1970 / Self.step).rounded(.down)
        return spelt.withLock { spelt in
            if spelt.step != step || spelt.sentences.count >= Self.mostZones { spelt = Spelt(step: step) }
            if let known = spelt.sentences[zone] { return known }
            let sentence = Self.spell(Date(timeIntervalSince1970: step * Self.step), in: zone)
            spelt.sentences[zone] = sentence
            return sentence
        }
    }

    private static func spell(_ date: Date, in zone: TimeZone) -> String {
        var style = Date.FormatStyle(locale: Locale(identifier: "en_GB"), calendar: Calendar(identifier: .gregorian))
        style.timeZone = zone
        let day = date.formatted(style.weekday(.wide).day().month(.wide).year())
        let time = date.formatted(style.hour(.twoDigits(amPM: .omitted)).minute(.twoDigits))
        return "It is \(day), about \(time)"
    }
}
