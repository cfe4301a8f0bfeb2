import Foundation
import Telemetry

/// A `.env` file that a setting is written into. Everything else in it stays as it is.
struct EnvironmentFile {
    let url: URL

    /// The one the settings are read from; where there is none yet, it will be in `ACORE_HOME`.
    init(_ places: Places) {
        let file = SettingsLoader.file(".env", places) ?? places.home.appending(path: ".env")
        // What a link leads to is replaced, not the link.
        url = file.resolvingSymlinksInPath()
    }

    /// Afterwards only this user can read it.
    func set(_ name: String, to value: Secret) throws {
        var text = ""
        if FileManager.default.fileExists(atPath: url.path) {
            guard let read = TextFile.read(url.path) else { throw Refusal("\(url.path): \(TextFile.remedy)") }
            text = read
        }
        try replace(with: Self.setting(name, to: value, in: text))
    }

    /// The first line that has the name gets the value, others that have it go.
    static func setting(_ name: String, to value: Secret, in text: String) -> String {
        var isSet = false
        var lines = lines(of: text).compactMap { line -> String? in
            guard let start = start(of: line, naming: name) else { return String(line) }
            defer { isSet = true }
            return isSet ? nil : start + value.exposed + String(line.suffix(while: \.endsLine))
        }
        if !isSet {
            if let last = lines.last, last.last?.endsLine == false { lines.append("\n") }
            lines.append("\(name)=\(value.exposed)\n")
        }
        return lines.joined()
    }

    /// Each with its end.
    private static func lines(of text: String) -> [Substring] {
        var lines: [Substring] = []
        var rest = text[...]
        while let end = rest.firstIndex(where: \.endsLine) {
            lines.append(rest[...end])
            rest = rest[end...].dropFirst()
        }
        return rest.isEmpty ? lines : lines + [rest]
    }

    /// `export NAME=`, of a line that sets the name.
    private static func start(of line: Substring, naming name: String) -> String? {
        guard let sign = line.firstIndex(of: "=") else { return nil }
        let words = line[..<sign].split { $0.isWhitespace || $0 == "\u{FEFF}" }
        return words == [name[...]] || words == ["export", name[...]] ? String(line[...sign]) : nil
    }

    /// Written beside, synced, renamed: a power cut leaves the old or the new one.
    private func replace(with text: String) throws {
        let folder = url.deletingLastPathComponent()
        let draft = url.path + ".new"
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw POSIXError.last }
            let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
            guard fchmod(file, 0o600) == 0 else { throw POSIXError.last }
            try handle.write(contentsOf: Data(text.utf8))
            guard fsync(file) == 0, rename(draft, url.path) == 0 else { throw POSIXError.last }
            try FileHandle(forReadingFrom: folder).synchronize()
        } catch {
            throw Refusal("\(url.path) cannot be written: \(error.localizedDescription)")
        }
    }
}

extension POSIXError {
    fileprivate static var last: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}

extension StringProtocol {
    fileprivate func suffix(while belongs: (Character) -> Bool) -> SubSequence {
        self[(lastIndex { !belongs($0) }.map(index(after:)) ?? startIndex)...]
    }
}
