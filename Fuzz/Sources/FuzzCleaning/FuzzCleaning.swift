import Cleaning

/// Whatever the pieces, the visible text is the same, and little is held back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCleaning(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    guard let step = bytes.first else { return 0 }
    let scalars = Array(String(decoding: bytes.dropFirst(), as: UTF8.self).unicodeScalars)
    let whole = cleaned(scalars, step: max(scalars.count, 1), modelIsSmall: step & 128 != 0)
    let pieces = cleaned(scalars, step: 1 + Int(step & 7), modelIsSmall: step & 128 != 0)
    precondition(whole == pieces, "the pieces made a difference")
    _ = CharacterBreaks.found(in: String(String.UnicodeScalarView(scalars)))
    return 0
}

private struct Outcome: Equatable {
    var text: [Unicode.Scalar] = []
    var toolCalls: [String] = []
    var ending: ReplyCleaning.Ending?
}

private func cleaned(_ scalars: [Unicode.Scalar], step: Int, modelIsSmall: Bool) -> Outcome {
    var cleaning = ReplyCleaning(names: ["Luna"], others: ["Ann", "Émile"], modelIsSmall: modelIsSmall)
    var outcome = Outcome()
    for index in stride(from: 0, to: scalars.count, by: step) {
        let piece = scalars[index..<min(index + step, scalars.count)]
        outcome.text += cleaning.push(String(String.UnicodeScalarView(piece))).unicodeScalars
        precondition(cleaning.heldBack <= ReplyCleaning.maxHeld, "too much is held back")
    }
    outcome.text += cleaning.finish().unicodeScalars
    outcome.toolCalls = cleaning.toolCalls
    outcome.ending = cleaning.ending
    return outcome
}
