import CZlib

@testable import Documents

/// A document is refused with a reason, or its chunks and blocks are stretches of its text. The first byte chooses the
/// format, the second whether the rest is the text of a Word document instead of its file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDocuments(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let formats = DocumentFormat.allCases
    let format = formats[Int(bytes.first ?? 0) % formats.count]
    let isPart = (bytes.dropFirst().first ?? 0) % 2 == 0
    let file = Array(bytes.dropFirst(2))
    do throws(DocumentError) {
        try check(format == .docx && isPart ? archive(file) : file, as: format)
        let name = try DocumentName(String(decoding: file.prefix(200), as: UTF8.self))
        let parts = (name.category + "/" + name.name).split(separator: "/", omittingEmptySubsequences: false)
        precondition(parts.allSatisfy { !$0.isEmpty && $0.first != "." }, "a way out")
        _ = try DocumentFormat(of: name, file)
    } catch {
        precondition(!error.description.isEmpty, "refused without a reason")
    }
    return 0
}

private func check(_ bytes: [UInt8], as format: DocumentFormat) throws(DocumentError) {
    let document = try DocumentText(reading: bytes, as: format)
    let length = document.text.utf8.count
    precondition(length <= DocumentLimits.textSize, "more text than is taken")
    precondition(
        document.blocks.allSatisfy { !$0.range.isEmpty && $0.range.upperBound <= length }, "a block that is not there")
    let chunker = DocumentChunker(target: 100, limit: 160)
    for chunk in try chunker.chunks(of: document) {
        precondition(document.passage(chunk.range).utf8.elementsEqual(chunk.text.utf8), "a chunk that is not there")
        precondition(chunk.text.unicodeScalars.count <= chunker.limit, "a long chunk")
        let excerpt = Excerpt.of(chunk.text, for: String(chunk.text.suffix(20)), length: 40)
        precondition(excerpt.count <= 40 && !excerpt.contains(where: \.isNewline), "a long excerpt")
    }
}

/// A Word document with this text in it.
private func archive(_ contents: [UInt8]) -> [UInt8] {
    let name = Array("word/document.xml".utf8)
    let checksum = Int(truncatingIfNeeded: crc32(0, contents, uInt(contents.count)))
    let common =
        number(0, 8) + number(checksum, 4) + number(contents.count, 4) + number(contents.count, 4)
        + number(name.count, 2)
    let file = number(0x0403_4B50, 4) + number(20, 2) + common + number(0, 2) + name + contents
    let directory =
        number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + common + number(0, 16) + name
    return file + directory + number(0x0605_4B50, 4) + number(0, 4) + number(1, 2) + number(1, 2)
        + number(directory.count, 4) + number(file.count, 4) + number(0, 2)
}

private func number(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * min($0, 7))) }
}
