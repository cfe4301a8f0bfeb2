/// How somebody behaves, whoever they are, as a framework's file tells it.
struct Framework: Sendable, Hashable {
    var id: String
    var name: String
    var purpose: String
    /// What a character is told about behaving this way.
    var template: String
    /// The same in one or two sentences, for small models.
    var brief: String

    var requiredTools: [String]
    var optionalTools: [String]
    var contextNeeds: [String]
    var tone: String
    var temperature: Double?
    var responseLength: ResponseLength
    var behaviour: Persona.Behaviour

    /// How much it says at a time.
    enum ResponseLength: String, Sendable, CaseIterable {
        case short, medium, long, varied

        /// Room for a reply, not a goal.
        var maxTokens: Int {
            switch self {
            case .short: 200
            case .medium: 400
            case .long, .varied: 600
            }
        }
    }
}
