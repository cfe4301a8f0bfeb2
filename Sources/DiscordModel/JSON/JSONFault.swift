/// Why some JSON could not be read. Positions are bytes from its beginning.
package enum JSONFault: Error, Equatable {
    case unexpected(at: Int)
    case badString(at: Int)
    case badNumber(at: Int)
    /// More than ``JSONReader/depthLimit`` objects and arrays in each other.
    case tooDeep(at: Int)
    /// A member that the value cannot be without.
    case missing(String)
}
