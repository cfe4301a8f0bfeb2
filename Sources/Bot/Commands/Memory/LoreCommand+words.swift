import Companion
import Foundation

/// What `/lore` says.
extension LoreCommand {
    /// Characters of a list, with room to spare in one message.
    private static let room = 1_800
    private static let shownFaults = 5

    static func words(for books: [LorebookSummary]) -> String {
        guard !books.isEmpty else {
            return "This server has no lorebooks. Bring one with /lore: SillyTavern's world info, or a card with one."
        }
        let lines = books.map { book in
            let who = book.characters.isEmpty ? "" : ", told by \(book.characters.joined(separator: ", ").plain) alone"
            return "- “\(book.name.plain)”: \(entries(book.entries))\(who)\(book.isEnabled ? "" : ", switched off")"
        }
        return fitted(["This server's lorebooks:"] + lines)
    }

    static func words(for saved: SavedLorebook) -> String {
        let book = saved.summary
        let replaced = saved.isReplacement ? " It takes the place of the one before." : ""
        let head = "Saved: “\(book.name.plain)” with \(entries(book.entries)).\(replaced)"
        guard !saved.faults.isEmpty else { return head }
        let more = saved.faults.count - shownFaults
        return fitted(
            [head, "Not all of it could be understood; it is kept all the same:"]
                + saved.faults.prefix(shownFaults).map { "- \("\($0)".plain)" }
                + (more > 0 ? ["… and \(more) more"] : []))
    }

    static func words(for trial: LoreTrial) -> String {
        let told = trial.told.map { lore in
            "- “\(lore.entry.plain)” of “\(lore.book.plain)” (\(lore.tokens) tokens): \(lore.reason.plain)"
        }
        let omitted = trial.omitted.map { "- not “\($0.entry.plain)” of “\($0.book.plain)”: \($0.reason.words)" }
        guard !told.isEmpty || !omitted.isEmpty else { return "That calls up nothing." }
        return fitted([told.isEmpty ? "That calls up nothing:" : "That calls up:"] + told + omitted)
    }

    private static func entries(_ count: Int) -> String { count == 1 ? "1 entry" : "\(count) entries" }

    private static func fitted(_ lines: [String]) -> String {
        var fitted: [String] = []
        var room = room
        for line in lines {
            room -= line.unicodeScalars.count + 1
            guard room >= 0 else {
                return (fitted + ["… and \(lines.count - fitted.count) more"]).joined(separator: "\n")
            }
            fitted.append(line)
        }
        return fitted.joined(separator: "\n")
    }
}

extension LoreOutcome.Omission.Reason {
    fileprivate var words: String {
        switch self {
        case .budget: "there is no room for it"
        case .bookBudget: "its book leaves no room for it"
        case .chance: "chance was against it"
        case .group: "another one of its group is told"
        case .nowhere: "it has no place, or nothing to say"
        }
    }
}
