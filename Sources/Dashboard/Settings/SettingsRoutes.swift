import Companion
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Inference

/// Reading and changing settings, and the record of who did.
struct SettingsRoutes: Sendable {
    let desk: SettingsDesk
    let audit: AuditLog

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/settings", .session) { _, _ in .json(["settings": await desk.list()]) },
            Endpoint(.put, "/api/settings", .session) { request, visit in
                try await change(JSONBody.read(SettingChange.self, from: &request), visit)
            },
            Endpoint(.get, "/api/audit", .session) { request, _ in
                let before = request.uri.queryParameters["before"].flatMap { Int64($0) } ?? .max
                return .json(["entries": try await audit.entries(before: before)])
            },
        ]
    }

    private func change(_ wish: SettingChange, _ visit: Visit) async throws -> Response {
        guard let setting = await desk.list().first(where: { $0.key == wish.key }) else {
            throw WebError(.badRequest, "There is no such setting.", code: "unknown_setting", field: "key")
        }
        guard !setting.isPinned else {
            throw WebError(
                .conflict, "\(setting.key) is set in \(setting.source) and can only be changed there.", code: "pinned",
                field: "key")
        }
        let text = try wish.value.map { try setting.kind.text(of: $0) }
        try await desk.change(setting.key, text, try visit.speaker.id)
        return .json(["settings": await desk.list()])
    }
}

/// `{"key":"LLM_MAX_TOKENS","value":500}`; a value of null goes back to the default.
struct SettingChange: Decodable {
    let key: String
    let value: JSONValue?
}
