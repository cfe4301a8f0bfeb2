/// One character of a text, in the spellings a pattern takes for the same.
struct PatternLetter {
    let value: UInt32
    /// The same as the value where capitals count.
    let lower: UInt32
    let upper: UInt32

    init(_ value: UInt32, ignoringCase: Bool) {
        self.value = value
        lower = ignoringCase ? ScalarCase.lower(value) : value
        upper = ignoringCase ? ScalarCase.upper(value) : value
    }
}
