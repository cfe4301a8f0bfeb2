/// How much may come out of one message: a few bytes can claim to be gigabytes.
package struct InflationLimits: Sendable {
    /// Bytes of one document.
    package var size = 64 << 20
    /// Output above ``generous`` may be this many times the input.
    package var ratio = 256
    package var generous = 1 << 20

    package init() {}

    func allow(_ output: Int, from input: Int) -> Bool {
        output <= size && (output <= generous || output / ratio <= input)
    }
}
