/// Something that happens to the bytes of a connection on their way out.
enum WireFault: Sendable, Equatable {
    /// So many more bytes leave, then none.
    case cut(after: Int, CutEnding)
    /// One bit of the byte behind so many is turned over.
    case garble(after: Int)
}

/// How a connection ends that is cut.
package enum CutEnding: Sendable, Hashable, CaseIterable {
    /// The socket is closed (FIN), without a close frame.
    case close
    /// The socket is torn down (RST).
    case reset
    /// Nothing: the socket stays open and silent.
    case silence
}
