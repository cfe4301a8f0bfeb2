import Foundation
import Inference

@testable import Lore

/// A lorebook or a card is refused with a reason, or is bounded, is written as it was read, changes its shape and back
/// without harm, and can be looked through. The first byte chooses between JSON, PNG and a text that is looked for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLore(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let file = Array(bytes.dropFirst())
    do throws(LoreFault) {
        switch (bytes.first ?? 0) % 5 {
        case 0: try check(try LoreFile(file))
        case 1: try check(try CardFile(file))
        case 2: try check(try CardFile(picture(file, isPacked: false)))
        case 3: try check(try CardFile(picture(file, isPacked: true)))
        default: lookFor(String(decoding: file, as: UTF8.self))
        }
    } catch {
        precondition(!error.description.isEmpty, "refused without a reason")
    }
    return 0
}

private func check(_ file: LoreFile) throws(LoreFault) {
    precondition(file.faults.count <= LoreLimits.faults + 1, "too many faults")
    precondition(file.book.entries.count <= LoreLimits.entries, "too many entries")
    precondition(Set(file.book.entries.map(\.id)).count == file.book.entries.count, "two entries of one number")
    let again = try LoreFile(file.bytes)  // must not be refused
    precondition(again.book == file.book, "written and read, it is another book")
    for shape in [LoreShape.worldInfo, .characterBook] {
        let other = try LoreFile(LoreFile(file.book, as: shape).bytes)
        precondition(other.book.entries.count == file.book.entries.count, "an entry is lost")
    }
    tell(file.book)
}

private func check(_ card: CardFile) throws(LoreFault) {
    precondition(card.data.object != nil, "a card without data")
    let again = try CardFile(card.bytes)
    precondition(again.book == card.book && again.version == card.version, "written and read, it is another card")
    if let book = card.book { tell(book) }
}

/// Looks through the book with its own words.
private func tell(_ book: Lorebook) {
    let words = book.entries.prefix(20).flatMap { $0.keys.prefix(5) + [$0.content] }.joined(separator: " ")
    lookThrough(book, words)
}

/// Keys on the first line, each with a comma behind it, and the text in which they are looked for.
private func lookFor(_ text: String) {
    let parts = text.split(separator: "\n", maxSplits: 1).map(String.init)
    var book = Lorebook()
    var entry = LoreEntry(id: 0)
    entry.keys = parts.first?.split(separator: ",").map(String.init) ?? []
    entry.content = text
    book.entries = [entry]
    lookThrough(book, parts.last ?? "")
}

private func lookThrough(_ book: Lorebook, _ text: String) {
    var chance = SystemRandomNumberGenerator()
    let scene = LoreScene(
        messages: [LoreScene.Message(speaker: "Ann", text: String(text.prefix(2_000)))], turn: 3, budget: 500,
        tokens: { $0.unicodeScalars.count })
    let activation = LoreActivation([LoreIndex(book, name: "b", settings: LoreSettings())])
    let outcome = activation.outcome(of: scene, after: LoreState(), using: &chance)
    precondition(outcome.tellings.count <= book.entries.count, "told more than there is")
    precondition(LoreState(json: outcome.state.json).timers.count <= LoreState.limit, "remembers too much")
}

/// The bytes as a card in a picture, or as all chunks of one.
private func picture(_ bytes: [UInt8], isPacked: Bool) -> [UInt8] {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let text = Array("chara".utf8) + [0] + Array(Data(bytes).base64EncodedData())
    let chunks =
        isPacked
        ? bytes.split(separator: 0xFF, maxSplits: 20).map {
            chunk(String(decoding: $0.prefix(4), as: UTF8.self), Array($0.dropFirst(4)))
        }
        : [chunk("tEXt", text)]
    return signature + chunk("IHDR", [UInt8](repeating: 1, count: 13)) + chunks.flatMap { $0 } + chunk("IEND", [])
}

private func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let checked = Array((type + "....").utf8.prefix(4)) + data
    return number(UInt32(clamping: data.count)) + checked + number(CRC32.of(checked[...]))
}

private func number(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
