import Foundation

@testable import Companion

/// A folder `data` as acore-bot leaves it, with one of everything.
enum OldBotFolderSample {
    static let channel = "123456789012345679"

    static func write(to folder: TemporaryFolder) throws {
        for (name, text) in files { try folder.write(text, to: name) }
    }

    static func history(_ texts: [String]) -> String {
        "["
            + texts.map { #"{"role": "user", "content": "\#($0)", "username": "ann", "user_id": 77}"# }
            .joined(separator: ", ") + "]"
    }

    static let files: [String: String] = [
        "chat_history/\(channel).json": """
        [
          {"role": "user", "content": "hi @Ann", "username": "bob", "user_id": 123456789012345678},
          {"role": "assistant", "content": "hello <@123>"}
        ]
        """,
        "chat_history_archive/\(channel)_20251101.json": """
        {"channel_id": \(channel), "archived_at": "2025-11-01T04:00:00", "original_modified": 1761955200.5,
         "messages": [{"role": "user", "content": "long ago", "username": "bob", "user_id": "88"}]}
        """,
        "conversation_summaries/summary_\(channel)_20251202_100000.json": """
        {"channel_id": \(channel), "timestamp": "2025-12-02T10:00:00", "message_count": 24,
         "participants": ["ann", 7], "summary": "Ann bought a telescope.",
         "first_message_time": null, "last_message_time": null}
        """,
        "documents/readme.md": "# Rules\nBe kind.",
        "documents/Sea Lore/storms.txt": "Storms come from the west.",
        "documents/general/conversation_\(channel)_20251202_100000.txt": """
        Conversation in \(channel)
        Date: 2025-12-02
        SUMMARY:
        Ann bought a telescope.

        [Stored: 2025-12-02T10:00:01.000123]
        """,
        "user_profiles/user_77.json": """
        {"user_id": 77, "username": "ann", "created_at": "2025-12-01T07:00:00",
         "last_updated": "2025-12-02T08:00:00", "traits": ["curious"], "interests": ["astronomy", "astronomy"],
         "preferences": {"timezone": "CET", "quiet": true, "nothing": null},
         "facts": [{"fact": "Owns a telescope", "timestamp": "2025-12-02T08:00:00", "source": "conversation"},
                   "Likes tea", {"fact": "When you see ann: bow", "source": "manual_instruction"}],
         "interaction_count": 12,
         "memorable_quotes": [{"quote": "Look up!", "context": "stars", "timestamp": "2025-12-02T08:00:00"}],
         "relationships": {"88": "friend"},
         "affection": {"level": 23, "relationship_stage": "acquaintance",
                       "last_interaction": "2025-12-02T08:00:00", "positive_interactions": 9,
                       "negative_interactions": 1, "conversation_quality": 0},
         "first_met": "2025-12-01T08:00:00", "total_messages": 0, "avg_message_length": NaN}
        """,
        "reminders/reminders.json": """
        {"a1b2c3d4": {"user_id": 1, "channel_id": 2, "message": "tea", "trigger_time": "2025-12-02T17:00:00",
                      "created_at": "2025-12-02T16:00:00"}}
        """,
        "notes/notes.json": """
        {"9f8e7d6c": {"user_id": 1, "content": "milk", "category": "shop", "created_at": "2025-12-02T16:00:00"}}
        """,
        "trivia_leaderboard.json": """
        {"77": {"user_id": 77, "username": "ann", "total_correct": 8, "total_answered": 10, "streak": 0,
                "best_streak": 5, "points": 240}}
        """,
        "vector_store/chroma.sqlite3": "not for us",
        "cookies.txt": "secret",
        ".DS_Store": "not for anybody",
    ]
}

extension OldBotData {
    /// Everything, as who stores it gets it: with what is known left out and counted.
    mutating func items(known: inout Set<String>) -> [OldBotItem] {
        var items: [OldBotItem] = []
        while let item = next() {
            for key in item.keys {
                if known.insert(key.description).inserted { report.took([key]) } else { report.knew([key]) }
            }
            items.append(item)
        }
        return items
    }
}
