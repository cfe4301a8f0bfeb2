import Foundation

/// Reads a file line by line without holding more of it than one line.
struct LineReader {
    enum Line: Equatable {
        case whole([UInt8])
        case tooLong
    }

    private static let partSize = 64 * 1024

    private let file: FileHandle
    private let byteLimit: Int
    private var part: ArraySlice<UInt8> = []

    init(_ file: FileHandle, byteLimit: Int) {
        self.file = file
        self.byteLimit = byteLimit
    }

    /// Without its break; nil after the last. An empty line counts as one.
    mutating func next() throws(ImportFault) -> Line? {
        var line: [UInt8] = []
        var length = 0
        while true {
            if part.isEmpty {
                part = [UInt8](try BoundedFile.read(file, atMost: Self.partSize))[...]
                if part.isEmpty { break }
            }
            let piece = part.prefix { $0 != 0x0A }
            length += piece.count
            if length <= byteLimit { line += piece }
            part = part.dropFirst(piece.count)
            if part.popFirst() != nil { return length <= byteLimit ? .whole(line) : .tooLong }
        }
        guard length > 0 else { return nil }
        return length <= byteLimit ? .whole(line) : .tooLong
    }
}
