extension InlineParser {
    /// One kind of style mark as it stands in the text: its byte, and what one or two of them mean.
    struct MarkRun {
        var byte: UInt8
        var single: Mark?
        var double: Mark

        static let stars = MarkRun(byte: UInt8(ascii: "*"), single: .star, double: .bold)
        static let underscores = MarkRun(byte: UInt8(ascii: "_"), single: .underscore, double: .underline)
        static let tildes = MarkRun(byte: UInt8(ascii: "~"), single: nil, double: .strikethrough)
        static let bars = MarkRun(byte: UInt8(ascii: "|"), single: nil, double: .spoiler)
    }

    /// Closes what a run of marks can close, then opens. Longer runs than anyone means are text.
    mutating func takeMarks(_ run: MarkRun) {
        let count = bytes.run(of: run.byte, from: position, to: bytes.count)
        let before = bytes.byte(at: position - 1)
        let after = byte(count)
        let isMeant = run.single != nil ? count <= 3 : count == 2 || (count == 4 && openIndex(of: run.double) != nil)
        guard isMeant else { return addText(length: count) }
        let end = position + count
        while position < end {
            let left = end - position
            if left == 2 { untangle(run) }
            if let index = closable(run, count: left, before: before, after: after) {
                close(style: index)
            } else {
                break
            }
        }
        while position < end {
            if end - position >= 2 {
                open(run.double)
            } else if let single = run.single, mayOpen(single, before: before, after: after) {
                open(single)
            } else {
                addText(length: 1)
            }
        }
    }

    /// The innermost open style that `count` marks may close. Two marks never close a single one: `*a**`.
    private func closable(_ run: MarkRun, count: Int, before: UInt8?, after: UInt8?) -> Int? {
        let double = count >= 2 ? openIndex(of: run.double) : nil
        let single = run.single.flatMap {
            count != 2 && mayClose($0, before: before, after: after) ? openIndex(of: $0) : nil
        }
        return [double, single].compactMap { $0 }.filter { !isEmpty(from: $0) }.max()
    }

    /// Three marks open both styles, and the one that is closed first is the inner one: `***a** b*`.
    private mutating func untangle(_ run: MarkRun) {
        guard let outer = openIndex(of: run.double), outer + 1 < frames.count, frames[outer].isEmpty,
            let single = run.single, frames[outer + 1].mark == single, !frames[outer + 1].isDead
        else { return }
        frames[outer].mark = single
        frames[outer + 1].mark = run.double
    }

    private mutating func close(style index: Int) {
        guard let mark = frames[index].mark, let style = mark.style else { return }
        let nodes = close(index)
        add(.styled(style, nodes), length: mark.source.utf8CodeUnitCount)
    }

    private func isEmpty(from index: Int) -> Bool { index == frames.count - 1 && frames[index].isEmpty }

    private func mayOpen(_ single: Mark, before: UInt8?, after: UInt8?) -> Bool {
        guard let after else { return false }
        return single == .star ? !after.isSpace : before?.isWord != true
    }

    private func mayClose(_ single: Mark, before: UInt8?, after: UInt8?) -> Bool {
        single == .star ? before?.isSpace != true : after?.isWord != true
    }
}

extension InlineParser.Mark {
    fileprivate var style: Inline.Style? {
        switch self {
        case .bold: .bold
        case .star, .underscore: .italic
        case .underline: .underline
        case .strikethrough: .strikethrough
        case .spoiler: .spoiler
        case .label: nil
        }
    }
}
