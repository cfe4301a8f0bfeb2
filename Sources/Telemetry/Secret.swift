/// A value that must never be printed, logged or shown: it prints `•••`.
package struct Secret: Sendable, Hashable {
    /// Call this only where the value leaves for its one purpose: a header, a child's environment.
    package let exposed: String

    package init(_ value: String) { exposed = value }

    package var isEmpty: Bool { exposed.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "•••" }
    package var debugDescription: String { "•••" }
    package var customMirror: Mirror { Mirror(reflecting: "•••") }
}
