import Foundation
import HTTPTypes
import Testing

@testable import Dashboard

@Suite struct OpenAPITests {
    @Test func `the description and the routes are the same`() async throws {
        let house = try await House()
        let routes = Set(house.server.routes.endpoints.map { "\($0.method.rawValue.lowercased()) \($0.path)" })
        #expect(try described() == routes)
    }

    /// Paths stand at two spaces under `paths:`, their methods at four.
    private func described() throws -> Set<String> {
        let file = URL(fileURLWithPath: House.webFiles + "/../../../docs/openapi.yaml").standardizedFileURL
        var found: Set<String> = []
        var path = ""
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("components:") { break }
            if line.hasPrefix("  /") { path = line.trimmingCharacters(in: [" ", ":"]) }
            for method in ["get", "post", "put", "delete"] where line == "    \(method):" {
                found.insert("\(method) \(path)")
            }
        }
        return found
    }
}
