import Crypto
package import Foundation
import Logging
package import Storage
import Synchronization

/// What people decided about what is kept of them, in a file beside the database: a backup that takes the database's
/// place knows nothing of it, and must not undo it.
///
/// People stand there as keyed hashes, so that the file names nobody; its first line holds the key.
package final class PrivacyMarks: Sendable {
    enum Deed: String, Sendable { case forget, pause, resume }

    struct Mark: Sendable, Equatable {
        /// By which the database remembers that it followed it.
        var id: String
        var deed: Deed
        /// Who; see ``PrivacyMarks/hash(of:)``.
        var person: String
        var at: Date
    }

    /// Marks that are kept; the oldest go first, which is logged.
    static let most = 100_000
    /// Marks that were overtaken by later ones and may stay until the file is written anew.
    static let mostOvertaken = 1_000

    private struct State {
        var key: SymmetricKey?
        var marks: [Mark] = []
        var paused: Set<String> = []

        func hash(of person: String) -> String? {
            key.map { key in
                HMAC<SHA256>.authenticationCode(for: Data(person.utf8), using: key).prefix(16)
                    .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            }
        }

        mutating func add(_ mark: Mark) {
            marks.append(mark)
            switch mark.deed {
            case .forget: break
            case .pause: paused.insert(mark.person)
            case .resume: paused.remove(mark.person)
            }
        }
    }

    private static let keyWord = "key"

    private let file: LineFile
    private let state: Mutex<State>

    package init(_ file: LineFile) throws {
        self.file = file
        var state = State()
        for line in try file.lines() {
            let words = line.split(separator: " ").map(String.init)
            if words.count == 2, words[0] == Self.keyWord, let key = Data(base64Encoded: words[1]) {
                state.key = SymmetricKey(data: key)
            } else if let mark = Mark(words) {
                state.add(mark)
            }
        }
        self.state = Mutex(state)
    }

    var all: [Mark] { state.withLock(\.marks) }

    /// Whether somebody wants nothing learnt about them.
    func isPaused(_ person: String) -> Bool {
        state.withLock { state in !state.paused.isEmpty && state.hash(of: person).map(state.paused.contains) == true }
    }

    /// How somebody stands in the file; nil while nobody does.
    func hash(of person: String) -> String? { state.withLock { $0.hash(of: person) } }

    /// - Returns: when it is on the disk.
    func note(_ deed: Deed, of person: String, at date: Date) throws -> Mark {
        try state.withLock { state in
            if state.key == nil {
                let key = SymmetricKey(size: .bits256)
                try file.append("\(Self.keyWord) \(key.withUnsafeBytes { Data($0).base64EncodedString() })")
                state.key = key
            }
            let id = String(UInt64.random(in: 1...UInt64.max), radix: 36)
            let mark = Mark(id: id, deed: deed, person: state.hash(of: person) ?? "", at: date)
            try file.append(mark.line)
            state.add(mark)
            return mark
        }
    }

    /// Takes out what was overtaken by later marks, where there is much of it. Only for who is alone with the file.
    func compact() throws {
        try state.withLock { state in
            let kept = Self.lasting(state.marks)
            guard state.marks.count - kept.count > Self.mostOvertaken, let key = state.key else { return }
            let keyLine = "\(Self.keyWord) \(key.withUnsafeBytes { Data($0).base64EncodedString() })"
            try file.replace(by: [keyLine] + kept.map(\.line))
            state.marks = kept
        }
    }

    /// Of each person when they were last forgotten, and whether they may be learnt about.
    private static func lasting(_ marks: [Mark]) -> [Mark] {
        var seen: Set<String> = []
        let last = marks.reversed().filter { mark in
            seen.insert("\(mark.deed == .forget) \(mark.person)").inserted
        }
        if last.count > most {
            Logger(label: "acore.memory").warning(
                "the oldest marks of who was forgotten are dropped", metadata: ["marks": "\(last.count - most)"])
        }
        return last.prefix(most).reversed()
    }
}

extension PrivacyMarks.Mark {
    fileprivate init?(_ words: [String]) {
        guard words.count == 4, let deed = PrivacyMarks.Deed(rawValue: words[1]), let moment = Int64(words[3]) else {
            return nil
        }
        self.init(
            id: words[0], deed: deed, person: words[2], at: Date(timeIntervalSince1970: Double(moment) / 1000))
    }

    fileprivate var line: String {
        "\(id) \(deed.rawValue) \(person) \(Int64((at.timeIntervalSince1970 * 1000).rounded()))"
    }
}
