import Foundation

/// A folder that is gone when its owner is.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "acore-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }  // the system clears its temporary folder anyway

    func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    func write(_ bytes: Data, to name: String) throws {
        let file = URL(fileURLWithPath: path).appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file, options: .atomic)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }
}

/// Files as somebody might write them by hand.
enum PersonaFiles {
    static let shipped = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "share/acore/personas").path

    /// A character that has only what it must have; `more` goes into the outer object.
    static func character(_ id: String = "captain", name: String = "Captain Reed", more: String = "") -> String {
        """
        {"character_id": "\(id)", "display_name": "\(name)",
         "identity": {"who": "a retired ship captain", "from": "the north coast", "current_state": "hosting a chat",
                      "core_traits": ["dry humour"], "speaking_style": ["short sentences"]},
         "knowledge_domain": {"expertise": ["navigation"], "rag_categories": ["sea"]},
         "opinions": {"loves": {"topics": ["storms"]}, "hates": {"behaviors": ["bragging"]}, "hot_takes": ["Maps win"]},
         "voice_and_tone": {"default_tone": "calm"},
         "quirks": {"catchphrases": ["Steady."], "meta_jokes": [], "spontaneous_thoughts": ["Fog again."]}\(more)}
        """
    }

    static func framework(_ id: String = "calm", template: String = "Answer briefly and kindly.") -> String {
        """
        {"framework_id": "\(id)", "name": "Calm", "purpose": "quiet company",
         "behavioral_patterns": {"spontaneity": {"enabled": false, "random_interjection_chance": 0.25}},
         "tool_requirements": {"required": ["get_current_time"], "optional": ["calculate", "get_current_time"]},
         "decision_making": {"when_to_respond": {"mentioned": "always", "chance": 0.3, "banter": "usually",
                             "spam": false}, "when_to_use_tools": {}},
         "context_requirements": {"needs": ["conversation_history"]},
         "interaction_style": {"default_tone": "calm", "response_length": "short", "temperature": 0.5},
         "anti_hallucination": {"mode": "moderate", "confidence_threshold": 0.7},
         "prompt_template": "\(template)"}
        """
    }
}
