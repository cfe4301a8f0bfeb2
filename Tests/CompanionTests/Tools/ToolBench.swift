import Foundation
import Inference

@testable import Companion

/// Where tools are tried: a person in Los Angeles, at ten in the morning of Tuesday, December 2, 2025.
enum ToolBench {
    static let morning = date("2025-12-02T18:00:00Z")

    static func date(_ text: String) -> Date { (try? Date(text, strategy: .iso8601)) ?? .distantPast }

    static func context(
        now: Date = morning, zone: String = "America/Los_Angeles", seed: UInt64 = 1
    ) -> ToolContext {
        let dice = Dicebox(seed)
        return ToolContext(
            speaker: Speaker(id: "terminal", name: "Ann", timeZone: TimeZone(identifier: zone)),
            place: Place(id: "terminal", kind: .direct), now: now, randomBits: { dice.next() })
    }

    /// What the model is told when it calls `name` with these arguments.
    static func result(
        _ name: String, _ arguments: JSONValue = [:], in context: ToolContext = context()
    ) async throws -> String {
        try await Toolbox().run(ToolCall(id: "1", name: name, arguments: arguments.text), in: context)
    }
}
