package import Foundation

/// What acore-bot knew of one person.
package struct OldProfile: Sendable, Hashable {
    package var userID: String
    package var name: String?
    package var facts: [Statement]
    package var interests: [Statement]
    package var traits: [Statement]
    /// Each has its ``Statement/topic``.
    package var preferences: [Statement]
    package var quotes: [Statement]
    /// To other people, whose ids are the ``Statement/topic``.
    package var relationships: [Statement]
    /// As it was written; nothing checked it.
    package var birthday: String?
    package var affection: Affection?
    package var firstMet: Date?
    package var lastUpdated: Date?
    package var interactionCount: Int
    /// Another one when the file has changed, of the same owner, who is the user.
    package var key: SourceKey

    /// All of them.
    package var statements: [Statement] { facts + interests + traits + preferences + quotes + relationships }

    /// One thing that was known or said.
    package struct Statement: Sendable, Hashable {
        package var text: String
        package var topic: String?
        /// What a quote was said to.
        package var context: String?
        package var source: Source
        package var learntAt: Date?
        package var key: SourceKey
    }

    /// How a fact came about. What is an instruction was planted by anybody, about anybody.
    package enum Source: String, Sendable {
        case conversation
        case manualInstruction = "manual_instruction"
        case behavioralInstruction = "behavioral_instruction"
        case unknown
    }

    package struct Affection: Sendable, Hashable {
        /// 0 to 100
        package var level: Int
        package var stage: Stage
        package var positive: Int
        package var negative: Int
        package var lastInteraction: Date?
    }

    /// The stage of a level; what a file says beside it is not looked at.
    package enum Stage: String, Sendable, CaseIterable {
        case stranger
        case acquaintance
        case friend
        case closeFriend = "close_friend"
        case bestFriend = "best_friend"

        init(level: Int) {
            switch level {
            case ..<20: self = .stranger
            case ..<40: self = .acquaintance
            case ..<60: self = .friend
            case ..<80: self = .closeFriend
            default: self = .bestFriend
            }
        }
    }
}
