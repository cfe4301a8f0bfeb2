import Inference

@testable import Companion

extension LoreEntry {
    func with(_ change: (inout LoreEntry) -> Void) -> LoreEntry {
        var entry = self
        change(&entry)
        return entry
    }
}

extension Lorebook {
    func with(_ change: (inout Lorebook) -> Void) -> Lorebook {
        var book = self
        change(&book)
        return book
    }
}

extension LoreEntry {
    /// All fields, without where they come from.
    var meaning: LoreEntry {
        with {
            $0.original = nil
            $0.slot = nil
        }
    }
}

extension JSONValue {
    /// Where something of `other` is not here, or is not the same.
    func lacks(of other: JSONValue, at path: String = "") -> [String] {
        switch (self, other) {
        case (.object(let mine), .object(let theirs)):
            theirs.sorted { $0.key < $1.key }.flatMap { name, value in
                mine[name]?.lacks(of: value, at: "\(path)/\(name)") ?? ["\(path)/\(name) is missing"]
            }
        case (.array(let mine), .array(let theirs)) where mine.count == theirs.count:
            zip(mine, theirs).enumerated().flatMap { index, pair in pair.0.lacks(of: pair.1, at: "\(path)/\(index)") }
        default: self == other ? [] : ["\(path) is \(text), not \(other.text)"]
        }
    }
}
