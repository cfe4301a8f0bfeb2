import DiscordModel

/// One request to the REST API, read and recognised.
struct Call: Sendable {
    let route: Route
    /// What stands in the route's braces, decoded.
    let parameters: [String: String]
    let query: [(name: String, value: String)]
    /// An empty object where there is no body.
    var body: JSON
    /// Uploaded files by the number in their part's name (`files[0]`).
    var files: [Int: StoredFile] = [:]
    /// Who asks; nil where no token is needed.
    var application: BotApplication?
    /// What the gateway says of itself to this bot.
    var gateway: JSON = [:]

    /// The bot that asks. Only for routes that need one.
    var bot: Snowflake { application?.bot ?? Snowflake(0) }

    subscript(parameter: String) -> String { parameters[parameter] ?? "" }

    /// An id in the route. Zero, which nothing has, for what is none.
    func id(_ parameter: String) -> Snowflake { Snowflake(self[parameter]) ?? Snowflake(0) }

    func query(_ name: String) -> String? { query.last { $0.name == name }?.value }

    func flag(_ name: String) -> Bool { ["true", "1", "True"].contains(query(name)) }

    /// - Throws: 50035 where the number is not within its limits.
    func number(_ name: String, in range: ClosedRange<Int>, otherwise: Int) throws(Refusal) -> Int {
        guard let text = query(name) else { return otherwise }
        guard let number = Int(text), range.contains(number) else {
            var faults = FormFaults()
            faults.add(
                [name], "NUMBER_TYPE_COERCE", "int value should be between \(range.lowerBound) and \(range.upperBound)."
            )
            throw faults.refusal
        }
        return number
    }
}

/// What the API answers with.
struct Answer: Sendable {
    var status: Int
    /// Nil for 204.
    var body: JSON?

    static let nothing = Answer(status: 204, body: nil)

    static func ok(_ body: JSON) -> Answer { Answer(status: 200, body: body) }
    static func created(_ body: JSON) -> Answer { Answer(status: 201, body: body) }
    static func list(_ elements: some Sequence<JSON>) -> Answer { .ok(.array(Array(elements))) }
}
