import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Dashboard

/// Held against all routes there are, not a choice of them.
@Suite struct EveryRouteTests {
    @Test func `only these answer strangers`() async throws {
        let house = try await House()
        let open = house.server.routes.endpoints.filter { $0.access == .anybody || $0.access == .signingIn }
        #expect(
            Set(open.map { "\($0.method) \($0.path)" }) == [
                "GET /health", "GET /static/{name}", "GET /sign-in", "POST /api/session",
            ])
    }

    @Test func `all others turn strangers away, whatever they bring`() async throws {
        let house = try await House()
        let closed = house.server.routes.endpoints.filter { $0.access != .anybody && $0.access != .signingIn }
        #expect(closed.count > 15)
        try await house.test { client in
            for endpoint in closed {
                for headers in House.forgeries {
                    let response = try await client.send(endpoint.method, endpoint.concretePath, "{}", headers)
                    let expected: HTTPResponse.Status = endpoint.access == .page ? .seeOther : .unauthorized
                    let isBearer = headers[.authorization] != nil
                    #expect(
                        response.status == expected || (isBearer && response.status == .unauthorized),
                        "\(endpoint.method) \(endpoint.path) with \(headers)")
                    if endpoint.access == .page { #expect(response.headers[.location] == "/sign-in") }
                }
            }
        }
    }

    @Test func `programs with a key get no further than the API`() async throws {
        let house = try await House()
        let key = try await house.keys.add(name: "test")
        try await house.test { client in
            for endpoint in house.server.routes.endpoints where endpoint.access == .session || endpoint.access == .page
            {
                let response = try await client.send(
                    endpoint.method, endpoint.concretePath, "{}", [.authorization: "Bearer \(key)"])
                #expect(response.status == .unauthorized || response.status == .seeOther, "\(endpoint.path)")
            }
        }
    }

    @Test func `a change needs the page's token, our own origin and the same site`() async throws {
        let house = try await House()
        let changing = house.server.routes.endpoints.filter { !$0.method.isReading && $0.access != .key }
        #expect(changing.count >= 6)
        try await house.test { client in
            let visitor = try await house.signIn(client)
            for endpoint in changing where endpoint.access != .signingIn {
                for (field, value) in [
                    (HTTPField.Name.acoreToken, nil), (.acoreToken, "wrong"), (.origin, "http://evil.example"),
                    (.origin, "null"), (.secFetchSite, "cross-site"), (.secFetchSite, "same-site"),
                ] {
                    var headers = visitor.headers
                    headers[field] = value
                    let response = try await client.send(endpoint.method, endpoint.concretePath, "{}", headers)
                    #expect(response.status == .forbidden, "\(endpoint.path) \(field) \(value ?? "")")
                }
            }
            let other = try await client.post(
                "/api/session", #"{"name":"operator","password":"\#(house.password)"}"#,
                [.origin: "http://evil.example"])
            #expect(other.status == .forbidden)
        }
    }

    @Test func `JSON must say that it is JSON, as forms of other sites cannot`() async throws {
        let house = try await House()
        try await house.test { client in
            let visitor = try await house.signIn(client)
            for endpoint in house.server.routes.endpoints where endpoint.method == .post || endpoint.method == .put {
                var headers = endpoint.access == .key ? [:] : visitor.headers
                if endpoint.access == .key {
                    headers[.authorization] = "Bearer \(try await house.keys.add(name: endpoint.path))"
                }
                for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""] {
                    headers[.contentType] = type
                    let response = try await client.send(endpoint.method, endpoint.path, "{}", headers)
                    #expect(response.status == .unsupportedMediaType, "\(endpoint.path) \(type)")
                }
            }
        }
    }

    @Test func `every answer tells the browser to be careful`() async throws {
        let house = try await House()
        try await house.test { client in
            let paths = house.server.routes.endpoints.map { ($0.method, $0.concretePath) } + [(.get, "/nowhere")]
            for (method, path) in paths {
                let response = try await client.send(method, path, "{}")
                let policy = response.headers[.contentSecurityPolicy] ?? ""
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "\(path)")
                #expect(!policy.contains("unsafe"))
                #expect(response.headers[.xContentTypeOptions] == "nosniff")
                #expect(response.headers[.referrerPolicy] == "no-referrer")
                #expect(response.headers[.openerPolicy] == "same-origin")
                #expect(response.headers[.cacheControl] != nil)
            }
        }
    }

    @Test func `what is not there is a plain 404`() async throws {
        try await House().test { client in
            for path in ["/nowhere", "/static/../Package.swift", "/static/%2e%2e%2fsecret", "/static/nothing.js"] {
                let response = try await client.get(path)
                #expect(response.status == .notFound, "\(path)")
            }
        }
    }

    @Test func `other sites' pages may not be served under our address`() async throws {
        let house = try await House()
        for endpoint in house.server.routes.endpoints where endpoint.access != .anybody {
            let request = Request(
                head: .init(
                    method: endpoint.method, scheme: "http", authority: "evil.example:8080", path: endpoint.path),
                body: .init(buffer: .init()))
            await #expect(
                throws: WebError(
                    .misdirectedRequest, "This page does not answer to that host name.", code: "wrong_host")
            ) {
                try await house.server.routes.gatekeeper.admit(request, to: endpoint.access)
            }
        }
    }
}

extension House {
    static let forgeries: [HTTPFields] = [
        [:], [.cookie: "acore_session=\(Token.make())"], [.cookie: "acore_session="],
        [.authorization: "Bearer ak_abcdefghjk_\(Token.make())"], [.authorization: "Basic b3BlcmF0b3I6"],
        [.acoreToken: "' OR 1=1 --"],
    ]
}

extension Endpoint {
    var concretePath: String {
        path.replacingOccurrences(of: "{id}", with: "abc123").replacingOccurrences(of: "{name}", with: "style.css")
    }
}
