import Foundation

/// Reads documents, and the summaries that lie among them.
struct OldTextReading {
    /// When the file was written last.
    let written: Date
    let local: WrittenDate

    func document(
        _ bytes: [UInt8], named name: String, category: String, path: String
    ) throws(ImportFault) -> OldDocument {
        let text = try Self.text(bytes)
        guard !text.isEmpty else { throw ImportFault("is empty") }
        let owner = path.split(separator: "/").dropFirst().joined(separator: "/")
        let key = SourceKey(.document, owner: owner, hash: .of(text))
        return OldDocument(category: category, name: name, text: text, writtenAt: written, key: key)
    }

    /// The text between the mark `SUMMARY:` and the stamp `[Stored: …]`.
    func summary(of channel: String, in bytes: [UInt8]) throws(ImportFault) -> OldSummary {
        let whole = try Self.text(bytes)
        guard let mark = whole.range(of: "SUMMARY:") else {
            throw ImportFault("is called like a stored summary but has no “SUMMARY:”")
        }
        let end = whole.range(of: "[Stored:", options: .backwards, range: mark.upperBound..<whole.endIndex)
        let text = whole[mark.upperBound..<(end?.lowerBound ?? whole.endIndex)].trimmed
        guard !text.isEmpty else { throw ImportFault("is empty") }
        let stamp = end.map { whole[$0.upperBound...].prefix { $0 != "]" } }
        let storedAt = stamp.flatMap { local.moment($0.trimmed) }
        return OldSummary(
            channel: channel, text: text, summedUpAt: storedAt ?? written, participants: [], messageCount: nil,
            key: SourceKey(.summary, owner: channel, hash: .of(text)))
    }

    private static func text(_ bytes: [UInt8]) throws(ImportFault) -> String {
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw ImportFault("is not UTF-8 text; save it as UTF-8")
        }
        return text.trimmed
    }
}
