package import Inference

/// Something the companion can do or look up while it answers.
///
/// A tool only reads, or acts for the person who asked within what they may do.
package protocol Tool: Sendable {
    /// What the model is told; the arguments are checked against its schema before `run` sees them.
    var description: ToolDescription { get }

    /// What people see while it runs, after the persona's name: "looks at the clock".
    var activity: String { get }

    /// Does it, and says the result to the model in a sentence or less.
    /// - Throws: ``ToolRefusal`` with a reason the model can act on.
    func run(_ arguments: ToolArguments, in context: ToolContext) async throws -> String
}

extension Tool {
    package var activity: String { "uses \(description.name)" }
}
