/// Why a tool gives no result, in words for the model: what was wrong, and what would be right.
package struct ToolRefusal: Error, Sendable, Equatable {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }
}
