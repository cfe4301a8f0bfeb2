/// How somebody did at trivia.
package struct OldTriviaScore: Sendable, Hashable {
    package var userID: String
    package var name: String?
    package var points: Int
    package var correct: Int
    package var answered: Int
    package var bestStreak: Int
    /// Another one when the figures have changed, of the same owner, who is the user.
    package var key: SourceKey
}
