/// What people see of a character when they choose whom to talk to.
package struct PersonaSummary: Sendable, Hashable, Identifiable, Encodable {
    /// The character's id.
    package var id: String
    package var name: String
    package var summary: String
    package var greetings: [String]
    /// The framework it has when nobody asks for another.
    package var framework: String
    /// All frameworks it can have, by id.
    package var frameworks: [FrameworkSummary]

    package struct FrameworkSummary: Sendable, Hashable, Identifiable, Encodable {
        package var id: String
        package var name: String
        /// Its purpose.
        package var summary: String
    }
}
