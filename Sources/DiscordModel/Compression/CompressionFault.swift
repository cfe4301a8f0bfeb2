/// Why compressed bytes could not be opened. The stream they belong to is of no use any more.
package enum CompressionFault: Error, Equatable {
    /// Not what the format allows; the word is the library's.
    case garbled(String)
    /// The stream says that it is over: the gateway's never is.
    case ended
    /// One document came out larger than the limits allow.
    case tooLarge
    case noMemory
}
