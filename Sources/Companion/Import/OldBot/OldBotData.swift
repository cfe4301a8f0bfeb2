package import Foundation

/// Reads what acore-bot left in its folder `data`, file after file.
///
/// A file is handed out whole or not at all, so that who stores it can store it in one go. What cannot be read is
/// in ``report``, with the reason; who stores adds what was taken.
package struct OldBotData {
    /// Larger files are left out. acore-bot itself wrote a few kB into each.
    static let fileByteLimit = 32 << 20
    /// Larger documents are left out: books have less.
    static let documentByteLimit = 8 << 20

    package var report = ImportReport()

    private let root: String
    private var rest: ArraySlice<OldBotFolder.Entry>
    /// For dates without a zone; acore-bot wrote the time of the machine it ran on.
    private let local: WrittenDate
    /// The keys of the channel whose files come now.
    private var keys = MessageKeys(.message, owner: "")

    /// - Parameters:
    ///   - path: The folder `data` of acore-bot, or the one in which it lies.
    ///   - timeZone: Of the machine that acore-bot ran on.
    package init(at path: String, timeZone: TimeZone) throws(ImportFault) {
        var folder = try OldBotFolder(path)
        try folder.look(into: &report)
        root = folder.root
        rest = folder.entries[...]
        local = WrittenDate(zone: timeZone)
    }

    /// What the next file holds that can be read; nil after the last.
    package mutating func next() -> OldBotItem? {
        while let entry = rest.popFirst() {
            do {
                if let item = try read(entry) { return item }
            } catch {
                report.leaveOut(entry.path, error.reason)
            }
        }
        return nil
    }

    private mutating func read(_ entry: OldBotFolder.Entry) throws(ImportFault) -> OldBotItem? {
        switch entry.file {
        case .archive(let channel, _): return try talk(of: channel, isArchive: true, entry)
        case .history(let channel): return try talk(of: channel, isArchive: false, entry)
        case .document, .storedSummary: return try text(entry)
        default: break
        }
        let bytes = try BoundedFile.read(root + "/" + entry.path, upTo: Self.fileByteLimit).bytes
        var reading = OldBotReading(bytes: bytes, local: local)
        defer { note(reading.skipped, of: entry) }
        switch entry.file {
        case .profile(let user): return .profile(try reading.profile(of: user))
        case .summary(let channel): return .summary(try reading.summary(of: channel))
        case .reminders: return .reminders(try reading.reminders())
        case .notes: return .notes(try reading.notes())
        case .triviaScores: return .triviaScores(try reading.triviaScores())
        default: return nil
        }
    }

    private mutating func talk(
        of channel: String, isArchive: Bool, _ entry: OldBotFolder.Entry
    ) throws(ImportFault) -> OldBotItem? {
        let (bytes, written) = try BoundedFile.read(root + "/" + entry.path, upTo: Self.fileByteLimit)
        if keys.owner != channel { keys = MessageKeys(.message, owner: channel) }
        var reading = OldTalkReading(channel: channel, local: local, keys: keys)
        try reading.read(bytes)
        keys = reading.keys
        note(reading.skipped, of: entry)
        guard !reading.messages.isEmpty else { return nil }
        let endedBy = reading.endedBy ?? written
        return .talk(OldTalk(channel: channel, messages: reading.messages, isArchive: isArchive, endedBy: endedBy))
    }

    private func text(_ entry: OldBotFolder.Entry) throws(ImportFault) -> OldBotItem? {
        let (bytes, written) = try BoundedFile.read(root + "/" + entry.path, upTo: Self.documentByteLimit)
        let reading = OldTextReading(written: written, local: local)
        switch entry.file {
        case .storedSummary(let channel): return .summary(try reading.summary(of: channel, in: bytes))
        case .document(let category, let name):
            return .document(try reading.document(bytes, named: name, category: category, path: entry.path))
        default: return nil
        }
    }

    private mutating func note(_ skipped: SkippedParts, of entry: OldBotFolder.Entry) {
        if let sentence = skipped.sentence { report.leaveOut(entry.path, sentence) }
    }
}
