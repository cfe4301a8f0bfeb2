/// What a file of acore-bot is, by its place and its name.
enum OldBotFile: Hashable {
    case profile(user: String)
    /// What was said in a channel before; the stamp is the day.
    case archive(channel: String, stamp: String)
    case history(channel: String)
    case summary(channel: String)
    /// A summary once more, as it was put among the documents.
    case storedSummary(channel: String)
    case document(category: String, name: String)
    case reminders, notes, triviaScores

    /// The folder of files that have to do with one channel or person, and how they are called there.
    enum Folder: String, CaseIterable {
        case profiles = "user_profiles"
        case archives = "chat_history_archive"
        case histories = "chat_history"
        case summaries = "conversation_summaries"
        case reminders, notes

        /// For who has misnamed one.
        var example: String {
            switch self {
            case .profiles: "user_80351110224678912.json"
            case .archives: "80351110224678912_20251202.json"
            case .histories: "80351110224678912.json"
            case .summaries: "summary_80351110224678912_20251202_100000.json"
            case .reminders: "reminders.json"
            case .notes: "notes.json"
            }
        }

        func file(named name: String) -> OldBotFile? {
            guard name.hasSuffix(".json") else { return nil }
            let stem = name.dropLast(".json".count)
            let parts = stem.split(separator: "_", omittingEmptySubsequences: false)
            switch (self, parts.count) {
            case (.profiles, 2) where parts[0] == "user" && parts[1].isID: return .profile(user: String(parts[1]))
            case (.archives, 2...3) where parts[0].isID && parts.dropFirst().allSatisfy(OldBotFile.isStamp):
                return .archive(channel: String(parts[0]), stamp: parts.dropFirst().joined())
            case (.histories, 1) where stem.isID: return .history(channel: String(stem))
            case (.summaries, 2...4) where parts[0] == "summary" && parts[1].isID:
                return .summary(channel: String(parts[1]))
            case (.reminders, _): return stem == "reminders" ? .reminders : nil
            case (.notes, _): return stem == "notes" ? .notes : nil
            default: return nil
            }
        }
    }

    static let documents = "documents"
    static let triviaLeaderboard = "trivia_leaderboard.json"

    /// - Parameter folder: the one it lies in; nil for that of the documents itself.
    static func document(named name: String, in folder: String?) -> OldBotFile? {
        guard name.hasSuffix(".txt") || name.hasSuffix(".md") else { return nil }
        let parts = name.split(separator: "_", omittingEmptySubsequences: false)
        if parts.count >= 3, parts[0] == "conversation", parts[1].isID {
            return .storedSummary(channel: String(parts[1]))
        }
        return .document(category: folder.map(category) ?? "general", name: name)
    }

    /// Small letters, digits and underscores, as acore-bot compares them.
    private static func category(_ folder: String) -> String {
        let scalars = folder.lowercased().unicodeScalars.prefix(40)
        return String(
            String.UnicodeScalarView(
                scalars.map { $0.properties.isAlphabetic || $0.properties.numericType != nil ? $0 : "_" }))
    }

    private static func isStamp(_ text: Substring) -> Bool {
        (6...8).contains(text.utf8.count) && text.utf8.allSatisfy(\.isDecimalDigit)
    }
}

extension OldBotFile {
    /// People first, then what is known, then talks: a channel's archives before its history, the oldest first.
    var order: (Int, String, String) {
        switch self {
        case .profile(let user): (0, user, "")
        case .document(let category, let name): (1, category, name)
        case .summary(let channel): (2, channel, "")
        case .storedSummary(let channel): (3, channel, "")
        case .archive(let channel, let stamp): (4, channel, stamp)
        case .history(let channel): (4, channel, ":")  // comes after every digit
        case .reminders: (5, "", "")
        case .notes: (6, "", "")
        case .triviaScores: (7, "", "")
        }
    }
}
