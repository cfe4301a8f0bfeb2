package import DiscordModel

/// One option of a command, of whatever kind.
package protocol CommandParameter: Sendable {
    var name: String { get }
    var definition: CommandOption { get }
    var suggestions: Suggestions? { get }
}

/// What may be meant by what somebody has typed so far. Discord shows 25.
package typealias Suggestions = @Sendable (_ typed: String, _ call: CommandCall) async throws -> [CommandChoice]

/// An option that holds a `Value`: `Option<Int>("lines", "How many lines", in: 1...50)`.
package struct Option<Value: OptionValue>: CommandParameter {
    package let name: String
    package let summary: String
    package let isRequired: Bool
    package let choices: [CommandChoice]
    /// What numbers may be, or how long text.
    package let range: ClosedRange<Double>?
    package let channelTypes: [ChannelType]?
    package let localizations: Localizations
    package let suggestions: Suggestions?

    /// - Parameters:
    ///   - choices: the only values there are.
    ///   - range: of numbers; of text its length in characters.
    ///   - suggestions: shown while somebody types; other values are possible. Not together with choices.
    package init(
        _ name: String, _ summary: String, isRequired: Bool = true, choices: [CommandChoice] = [],
        in range: ClosedRange<Double>? = nil, channelTypes: [ChannelType]? = nil,
        localizations: Localizations = Localizations(), suggestions: Suggestions? = nil
    ) {
        self.name = name
        self.summary = summary
        self.isRequired = isRequired
        self.choices = choices
        self.range = range
        self.channelTypes = channelTypes
        self.localizations = localizations
        self.suggestions = suggestions
    }

    package var definition: CommandOption {
        var option = CommandOption()
        option.type = Value.optionType
        option.name = name
        option.nameLocalizations = localizations.names
        option.description = summary
        option.descriptionLocalizations = localizations.summaries
        option.required = isRequired ? true : nil
        option.choices = choices.isEmpty ? nil : choices
        option.channelTypes = channelTypes
        option.autocomplete = suggestions == nil ? nil : true
        guard let range else { return option }
        switch Value.optionType {
        case .string:
            option.minLength = Int(range.lowerBound)
            option.maxLength = Int(range.upperBound)
        case .integer:
            option.minValue = .integer(Int(range.lowerBound))
            option.maxValue = .integer(Int(range.upperBound))
        default:
            option.minValue = .number(range.lowerBound)
            option.maxValue = .number(range.upperBound)
        }
        return option
    }

    /// Whether Discord should have let this value through.
    func allows(_ value: CommandValue) -> Bool {
        guard choices.isEmpty || choices.contains(where: { $0.value == value }) else { return false }
        guard let range else { return true }
        return (value.string.map { Double($0.unicodeScalars.count) } ?? value.number).map(range.contains) ?? true
    }
}

/// The same in other languages, by Discord's names of them: `de`, `pt-BR`.
package struct Localizations: Sendable, Equatable {
    package var names: [String: String]?
    package var summaries: [String: String]?

    package init(names: [String: String]? = nil, summaries: [String: String]? = nil) {
        self.names = names
        self.summaries = summaries
    }

    /// The name stays, so that people can tell each other what to type.
    static func german(_ summary: String) -> Self { Self(summaries: ["de": summary]) }

    func summary(in language: String?) -> String? { language.flatMap { summaries?[$0] } }
}

extension CommandChoice {
    /// A choice whose value is its name, or another text.
    package init(_ name: String, _ value: String? = nil, german: String? = nil) {
        self.init()
        self.name = String(name.prefix(100))
        self.value = .string(String((value ?? name).prefix(100)))
        nameLocalizations = german.map { ["de": $0] }
    }
}
