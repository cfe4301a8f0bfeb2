/// Somebody to talk to, as people choose them.
package struct PersonaChoice: Sendable, Equatable, Encodable {
    /// Lower case, as in `chief`.
    package var id: String
    package var name: String
    package var summary: String
    package var greetings: [String]
    /// The way of being they have when nobody asks for another.
    package var framework: String
    package var frameworks: [Framework]

    package struct Framework: Sendable, Equatable, Encodable {
        package var id: String
        package var name: String
        package var summary: String

        package init(id: String, name: String, summary: String) {
            self.id = id
            self.name = name
            self.summary = summary
        }
    }

    package init(
        id: String, name: String, summary: String, greetings: [String], framework: String, frameworks: [Framework]
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.greetings = greetings
        self.framework = framework
        self.frameworks = frameworks
    }
}
