/// What it takes to go on where a connection ended.
package struct GatewaySession: Hashable, Codable, Sendable {
    package var id: String
    /// Where to resume it; nil where the gateway named no place that may be trusted.
    package var resumeURL: String?
    /// Of the last event that came.
    package var sequence: Int

    package init(id: String, resumeURL: String?, sequence: Int) {
        self.id = id
        self.resumeURL = resumeURL
        self.sequence = sequence
    }
}
