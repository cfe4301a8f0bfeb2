package import Foundation

extension SillyTavernChat {
    /// Larger files are refused.
    static let fileByteLimit = 64 << 20
    /// Longer lines are left out: they hold pictures.
    static let lineByteLimit = 1 << 20
    /// A file with more lines is refused.
    static let lineLimit = 50_000
    /// A file with more bad lines is refused: it is something else.
    static let badLineLimit = 1000

    /// Reads a whole chat, or nothing.
    ///
    /// - Parameters:
    ///   - name: What the file is called where it comes from, if that is another name.
    ///   - timeZone: For dates without a zone; SillyTavern wrote the time of the browser.
    package init(at path: String, named name: String? = nil, timeZone: TimeZone) throws(ImportFault) {
        let file = try BoundedFile.open(path, upTo: Self.fileByteLimit).file
        let fileName = (name ?? path).split(separator: "/").last.map(String.init) ?? ""
        let isLined = fileName.lowercased().hasSuffix(".jsonl")
        let id = (isLined ? String(fileName.dropLast(6)) : fileName).onOneLine(200)
        var lines = LineReader(file, byteLimit: Self.lineByteLimit)
        var reading = SillyTavernReading(id: id, date: WrittenDate(zone: timeZone))
        while let line = try lines.next() { try reading.take(line) }
        self = try reading.finish()
    }
}
