package import DiscordModel
package import Foundation

/// Discord's own description of its REST API (OpenAPI), and the check of requests and answers against it.
package struct APIDescription: Sendable {
    private let paths: JSON
    private let schemas: SchemaBook

    package init(document: JSON) {
        paths = document["paths"] ?? [:]
        schemas = SchemaBook(document: document, allowingUnknownChoices: false)
    }

    /// - Parameter file: `share/acore/discord/openapi.json`.
    package init(file: URL) throws {
        self.init(document: try JSON(json: Array(Data(contentsOf: file))))
    }

    /// How many of the description's operations a table has, and how many there are.
    func coverage(of routes: [Route]) -> (known: Int, all: Int) {
        let operations = (paths.object ?? [:]).flatMap { path in
            (path.value.object ?? [:]).filter { $0.name != "parameters" }.map { "\($0.name.uppercased()) \(path.name)" }
        }
        let ours = Set(routes.map { "\($0.method.rawValue) \($0.template)" })
        return (operations.count { ours.contains($0) }, operations.count)
    }

    /// What is wrong with a request; nothing for what the description does not know.
    func faults(in call: Call, hasBody: Bool) -> [String] {
        guard let operation = operation(call.route) else { return [] }
        return queryFaults(call, operation) + bodyFaults(call, operation, hasBody: hasBody)
    }

    /// What is wrong with an answer of ours.
    func faults(in answer: Answer, to route: Route) -> [String] {
        guard let operation = operation(route), let body = answer.body else { return [] }
        let response = operation["responses"]?["\(answer.status)"]
        guard let response else { return ["\(answer.status) is not documented"] }
        guard let schema = response["content"]?["application/json"]?["schema"] else { return [] }
        return schemas.faults(in: body, against: schema).map(\.description)
    }

    private func operation(_ route: Route) -> JSON? {
        paths[route.template]?[route.method.rawValue.lowercased()]
    }

    private func bodyFaults(_ call: Call, _ operation: JSON, hasBody: Bool) -> [String] {
        guard let description = operation["requestBody"] else { return [] }
        guard hasBody else {
            return description["required"] == true && call.route.method != .delete ? ["there is no body"] : []
        }
        guard let schema = description["content"]?["application/json"]?["schema"] else { return [] }
        return schemas.faults(in: call.body, against: schema).map(\.description)
            .filter { !Self.mistakes.contains("\(call.route.name) \($0)") }
    }

    /// What the description gets wrong, by Discord's own documentation and what all libraries send.
    /// (Also that some deletions need a body.)
    private static let mistakes: Set<String> = [
        "POST /guilds/{guild_id}/roles permissions: is string, not integer or null",
        "PATCH /guilds/{guild_id}/roles/{role_id} permissions: is string, not integer or null",
    ]

    private func queryFaults(_ call: Call, _ operation: JSON) -> [String] {
        let parameters =
            (operation["parameters"]?.array ?? []) + (paths[call.route.template]?["parameters"]?.array ?? [])
        let known = parameters.filter { $0["in"] == "query" }
        var faults: [String] = []
        for (name, value) in call.query {
            guard let parameter = known.first(where: { $0["name"]?.string == name }) else {
                faults.append("?\(name) is no parameter of it")
                continue
            }
            guard let schema = parameter["schema"] else { continue }
            let isRight = Self.readings(of: value).contains { schemas.faults(in: $0, against: schema).isEmpty }
            if !isRight { faults.append("?\(name)=\(value) is no such value") }
        }
        return faults
    }

    /// What text in a query can mean.
    private static func readings(of text: String) -> [JSON] {
        var readings: [JSON] = [.string(text), [.string(text)]]
        if let number = Int(text) { readings += [.integer(number), [.integer(number)]] }
        switch text.lowercased() {
        case "true", "1": readings.append(true)
        case "false", "0": readings.append(false)
        default: break
        }
        return readings
    }
}
