package import DiscordModel
package import Foundation

/// A request, or one of our own answers, that is not what the API description says.
package struct Violation: Sendable, CustomStringConvertible {
    package enum Side: Sendable { case request, answer }

    package let side: Side
    /// `POST /channels/{channel_id}/messages`
    package let route: String
    package let faults: [String]

    package var description: String { "\(side) of \(route): \(faults.joined(separator: "; "))" }
}

/// A request as it came, for tests to look at.
package struct RecordedRequest: Sendable {
    package let method: String
    /// Without `/api/v10` and the query.
    package let path: String
    package let query: String
    /// `{channel_id}` and so on in the ids' places; empty for what is no route.
    package let route: String
    package let reason: String?
    package let body: JSON
    /// Names of uploaded files.
    package let files: [String]
    package let status: Int
    package let at: Date
}
