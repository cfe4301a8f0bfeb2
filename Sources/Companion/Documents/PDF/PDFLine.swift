/// A line of a printed page.
struct PDFLine {
    /// With single spaces, and without the dots that lead to a page number. Empty for a blank line.
    let text: String
    /// The parts between wide gaps, where there are several: a row of a table.
    let cells: [String]
    /// Columns from the first letter to the last, with the gaps as they were printed.
    let width: Int

    /// Spaces in a row that part two columns, and dots that lead from one to the other.
    private static let gap = 3
    private static let leaderDots = 4

    init(_ bytes: ArraySlice<UInt8>) {
        let ink = bytes.trimmed
        width = ink.reduce(0) { $0 + ($1.isContinuation ? 0 : 1) }
        let parts = Self.parts(of: ink)
        cells = parts.count > 1 ? parts : []
        text = parts.joined(separator: " ")
    }

    var isBlank: Bool { text.isEmpty }

    private static func parts(of ink: ArraySlice<UInt8>) -> [String] {
        var parts: [String] = []
        var part: [UInt8] = []
        func end() {
            let text = part[...].withoutBlankEnd
            if !text.isEmpty { parts.append(String(decoding: text, as: UTF8.self)) }
            part = []
        }
        var index = ink.startIndex
        while index < ink.endIndex {
            let leader = leader(in: ink, from: index)
            let blank = run(in: ink, from: index) { $0.isSpace }
            if leader > 0 || blank >= gap || ink[index] == .tab {
                end()
            } else if blank > 0 {
                if !part.isEmpty { part.append(.space) }
            } else {
                part.append(ink[index])
            }
            index += max(leader, blank, 1)
        }
        end()
        return parts
    }

    /// The bytes of dots that lead to a page number, with or without a space between them: “Setup . . . . 12”.
    private static func leader(in ink: ArraySlice<UInt8>, from start: Int) -> Int {
        guard ink[start] == UInt8(ascii: ".") else { return 0 }
        var dots = 0
        var index = start
        var last = start
        while index < ink.endIndex, index - last <= gap {
            if ink[index] == UInt8(ascii: ".") {
                dots += 1
                last = index
            } else if ink[index] != .space {
                break
            }
            index += 1
        }
        return dots >= leaderDots ? last + 1 - start : 0
    }

    private static func run(
        in ink: ArraySlice<UInt8>, from start: Int, where belongs: (UInt8) -> Bool
    ) -> Int {
        ink[start...].prefix(while: belongs).count
    }
}
