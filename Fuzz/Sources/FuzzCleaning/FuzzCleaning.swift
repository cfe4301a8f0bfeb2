import Cleaning

/// Whatever the pieces, the visible text is the same, and little is held back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCleaning(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    guard let step = bytes.first else { return 0 }
    let scalars = Array(String(decoding: bytes.dropFirst(), as: UTF8.self).unicodeScalars)
    let whole = cleaned(scalars, step: max(scalars.count, 1), beginsThinking: step & 128 != 0)
    let pieces = cleaned(scalars, step: 1 + Int(step & 7), beginsThinking: step & 128 != 0)
    precondition(whole == pieces, "the pieces made a difference")
    _ = CharacterBreaks.found(in: String(String.UnicodeScalarView(scalars)))
    return 0
}

private struct Outcome: Equatable {
    var text: [Unicode.Scalar] = []
    var toolLines: [String] = []
    var isCut = false
    var isStuck = false
}

private func cleaned(_ scalars: [Unicode.Scalar], step: Int, beginsThinking: Bool) -> Outcome {
    var cleaning = ReplyCleaning(names: ["Luna"], others: ["Ann", "Émile"], beginsThinking: beginsThinking)
    var repetition = RepetitionGuard()
    var outcome = Outcome()
    func take(_ text: String) {
        outcome.text += text.unicodeScalars
        outcome.isStuck = repetition.push(text)
    }
    for index in stride(from: 0, to: scalars.count, by: step) {
        take(cleaning.push(String(String.UnicodeScalarView(scalars[index..<min(index + step, scalars.count)]))))
        precondition(cleaning.heldBack <= ReplyCleaning.maxHeld, "too much is held back")
    }
    take(cleaning.finish())
    outcome.toolLines = cleaning.toolLines
    outcome.isCut = cleaning.cutAtForeignTurn
    return outcome
}
