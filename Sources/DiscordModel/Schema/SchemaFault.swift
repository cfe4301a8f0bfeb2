/// Where some JSON is not what its schema says.
package struct SchemaFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// The names and indices that lead there, like `embeds/0/title`; empty for the whole.
    package let path: String
    package let reason: String

    package var description: String { path.isEmpty ? reason : "\(path): \(reason)" }
}
