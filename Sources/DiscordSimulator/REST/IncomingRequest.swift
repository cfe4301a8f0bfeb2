/// A request's bytes, split up.
struct IncomingRequest: Sendable {
    let method: String
    /// With the query.
    let target: String
    /// Names in lower case.
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    var path: String { String(target.prefix { $0 != "?" }) }

    var queryText: String { String(target.drop { $0 != "?" }.dropFirst()) }

    var query: [(name: String, value: String)] {
        queryText.split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1)
            return (
                BodyReader.decoded(halves.first ?? ""), halves.count > 1 ? BodyReader.decoded(halves[1]) : ""
            )
        }
    }

    /// What stands after `/api/v10`, or `/api`; nil for what is no request to the API. Other versions are none.
    var apiPath: [String]? {
        var parts = path.split(separator: "/").map(String.init)
        guard parts.first == "api" else { return nil }
        parts.removeFirst()
        if parts.first?.wholeMatch(of: /v[0-9]+/) != nil { parts.removeFirst() }
        return parts
    }
}
