package import Companion
package import Foundation

/// What the bot uses of what was said long ago, and of what is to come.
package struct TalkMemory: Sendable {
    package var summaries: Summaries
    package var recall: Recall
    package var callbacks: Callbacks
    /// Where people are who did not say.
    package var homeZone: @Sendable () -> TimeZone

    package init(
        summaries: Summaries, recall: Recall, callbacks: Callbacks, homeZone: @escaping @Sendable () -> TimeZone
    ) {
        self.summaries = summaries
        self.recall = recall
        self.callbacks = callbacks
        self.homeZone = homeZone
    }
}
