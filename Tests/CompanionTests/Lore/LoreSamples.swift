import Inference

@testable import Companion

/// Books and files that several tests read.
enum LoreSamples {
    /// One entry as SillyTavern writes it, with all its members.
    static let worldInfoEntry: [String: JSONValue] = [
        "uid": 7, "key": ["dragon", "/wyrms?/i"], "keysecondary": ["cave"], "comment": "The dragon",
        "content": "Smaug sleeps on gold.", "constant": false, "vectorized": true, "selective": true,
        "selectiveLogic": 3, "addMemo": true, "order": 250, "position": 4, "disable": false,
        "ignoreBudget": true, "excludeRecursion": true, "preventRecursion": true, "delayUntilRecursion": 2,
        "matchPersonaDescription": false, "probability": 40, "useProbability": true, "depth": 6, "outletName": "",
        "group": "beasts, terrors", "groupOverride": true, "groupWeight": 30, "scanDepth": 9,
        "caseSensitive": true, "matchWholeWords": false, "useGroupScoring": .null, "automationId": "x1", "role": 2,
        "sticky": 3, "cooldown": 2, "delay": 1, "displayIndex": 4, "triggers": ["normal"],
        "characterFilter": ["isExclude": false, "names": [], "tags": []],
    ]

    static func worldInfo(_ entries: [String: JSONValue]) -> JSONValue { ["entries": .object(entries)] }

    static let worldInfo: JSONValue = [
        "entries": ["7": .object(worldInfoEntry)], "name": "Erebor", "future": [1, .null],
    ]

    /// One entry as SillyTavern puts it into a card.
    static let characterBookEntry: [String: JSONValue] = [
        "id": 7, "keys": ["dragon"], "secondary_keys": ["cave"], "comment": "The dragon", "name": "Smaug",
        "priority": 5, "content": "Smaug sleeps on gold.", "constant": false, "selective": true,
        "insertion_order": 250, "enabled": true, "position": "after_char", "use_regex": true, "case_sensitive": true,
        "extensions": [
            "position": 4, "exclude_recursion": true, "display_index": 4, "probability": 40,
            "useProbability": true, "depth": 6, "selectiveLogic": 3, "group": "beasts", "group_override": true,
            "group_weight": 30, "prevent_recursion": true, "delay_until_recursion": false, "scan_depth": 9,
            "match_whole_words": .null, "case_sensitive": true, "role": 2, "vectorized": false, "sticky": 3,
            "cooldown": 2, "delay": 1, "risu_activation_percent": 20,
        ],
    ]

    static let characterBook: JSONValue = [
        "name": "Erebor", "description": "A mountain.", "scan_depth": 8, "token_budget": 500,
        "recursive_scanning": true, "extensions": ["chub": ["id": 3]], "entries": [.object(characterBookEntry)],
        "future": "kept",
    ]

    static let cardData: JSONValue = [
        "name": "Bilbo", "description": "A hobbit.", "personality": "Brave.", "scenario": "",
        "first_mes": "Good morning!",
        "mes_example": "", "creator_notes": "", "system_prompt": "", "post_history_instructions": "",
        "alternate_greetings": [], "tags": ["hobbit"], "creator": "me", "character_version": "1",
        "extensions": ["talkativeness": "0.5"], "character_book": characterBook,
    ]

    static let secondCard: JSONValue = ["spec": "chara_card_v2", "spec_version": "2.0", "data": cardData]
    static let thirdCard: JSONValue = ["spec": "chara_card_v3", "spec_version": "3.0", "data": cardData]
    static let firstCard: JSONValue = [
        "name": "Bilbo", "description": "A hobbit.", "personality": "", "scenario": "", "first_mes": "Good morning!",
        "mes_example": "",
    ]

    /// A book with these entries, made here.
    static func book(_ entries: LoreEntry...) -> Lorebook {
        var book = Lorebook()
        book.entries = entries
        return book
    }

    static func read(worldInfo: JSONValue) throws -> (book: Lorebook, faults: [LoreFault]) {
        var faults: [LoreFault] = []
        let book = try Lorebook(worldInfo: worldInfo, faults: &faults)
        return (book, faults)
    }

    static func read(characterBook: JSONValue) throws -> (book: Lorebook, faults: [LoreFault]) {
        var faults: [LoreFault] = []
        let book = try Lorebook(characterBook: characterBook, faults: &faults)
        return (book, faults)
    }
}

/// An entry that was made here.
func lore(_ id: Int, _ keys: String..., saying content: String? = nil) -> LoreEntry {
    var entry = LoreEntry(id: id)
    entry.keys = keys
    entry.content = content ?? "entry \(id)"
    return entry
}
