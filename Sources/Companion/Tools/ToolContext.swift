package import Foundation

/// Who asks, where and when: what a tool may know besides its arguments.
package struct ToolContext: Sendable {
    package var speaker: Speaker
    package var place: Place
    package var now: Date
    /// Where the person who asked is, as far as it is known.
    package var timeZone: TimeZone
    /// 64 random bits a call.
    package var randomBits: @Sendable () -> UInt64

    /// - Parameter homeTimeZone: for people whose own zone is not known.
    package init(
        speaker: Speaker, place: Place, now: Date, homeTimeZone: TimeZone = .current,
        randomBits: @escaping @Sendable () -> UInt64 = { .random(in: .min ... .max) }
    ) {
        self.speaker = speaker
        self.place = place
        self.now = now
        timeZone = speaker.timeZone ?? homeTimeZone
        self.randomBits = randomBits
    }

    /// For everything in the standard library that takes chance as an argument.
    package var chance: some RandomNumberGenerator { Chance(bits: randomBits) }

    private struct Chance: RandomNumberGenerator {
        let bits: @Sendable () -> UInt64
        func next() -> UInt64 { bits() }
    }
}
