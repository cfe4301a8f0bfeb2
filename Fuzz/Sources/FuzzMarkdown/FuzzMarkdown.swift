import Markdown

/// Any text is a document of bounded depth whose links lead to web pages.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMarkdown(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let document = MarkdownDocument(parsing: text)
    for block in document.blocks { check(block, depth: 0) }
    var json: [UInt8] = []
    document.writeJSON(into: &json)
    precondition(json.count <= 256 * (text.utf8.count + 1), "text out of nothing")
    return 0
}

private func check(_ block: Block, depth: Int) {
    precondition(depth <= MarkdownDocument.maxDepth, "too deep")
    switch block {
    case .paragraph(let inlines), .heading(_, let inlines), .subtext(let inlines):
        for inline in inlines { check(inline, depth: 0) }
    case .list(_, let items):
        for block in items.joined() { check(block, depth: depth + 1) }
    case .quote(let blocks):
        for block in blocks { check(block, depth: depth + 1) }
    case .code: break
    }
}

private func check(_ inline: Inline, depth: Int) {
    precondition(depth <= MarkdownDocument.maxDepth, "too deep")
    switch inline {
    case .styled(_, let inlines):
        for inline in inlines { check(inline, depth: depth + 1) }
    case .link(let url, let label):
        let scheme = url.lowercased()
        precondition(scheme.hasPrefix("http://") || scheme.hasPrefix("https://"), "a link to elsewhere")
        precondition(!url.unicodeScalars.contains { $0.value <= 0x20 }, "a link with blanks")
        for inline in label { check(inline, depth: depth + 1) }
    default: break
    }
}
