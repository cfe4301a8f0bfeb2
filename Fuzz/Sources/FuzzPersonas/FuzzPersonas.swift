@testable import Personas

/// Any text is a document of bounded depth with lines that are there, or is refused at such a line.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPersonas(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let lines = 1...(text.utf8.count + 1)
    do {
        check(try MarkedJSONReader.read(text), depth: 0, lines: lines)
    } catch {
        precondition(lines.contains(error.line) && !error.reason.isEmpty, "refused without a reason")
    }
    return 0
}

private func check(_ node: MarkedJSON, depth: Int, lines: ClosedRange<Int>) {
    precondition(depth <= MarkedJSONReader.depthLimit, "too deep")
    precondition(lines.contains(node.line), "a line that is not there")
    switch node.value {
    case .number(let number): precondition(number.isFinite, "no number")
    case .string(let text): check(text)
    case .array(let items):
        for item in items { check(item, depth: depth + 1, lines: lines) }
    case .object(let members):
        for member in members {
            check(member.name)
            check(member.value, depth: depth + 1, lines: lines)
        }
    case .null, .bool: break
    }
}

private func check(_ text: String) {
    let isShown = text.unicodeScalars.allSatisfy { $0.value >= 0x20 || "\t\n\r".unicodeScalars.contains($0) }
    precondition(isShown, "a control character")
}
