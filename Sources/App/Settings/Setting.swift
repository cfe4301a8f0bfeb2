import DiscordModel
import Foundation

/// One thing the operator may decide: its name, what it takes, what it is for.
struct SettingDefinition: Sendable {
    /// As in the environment, `.env`, `acore.yaml` and on the settings page.
    let name: String
    let group: String
    let summary: String
    let kind: SettingKind
    /// The default as text; what is shown where nothing was set.
    let defaultText: String
    /// Whether a running program takes the change up, or only the next start.
    let takesEffect: TakesEffect
    /// Whether the settings page may change it. What decides where things lie, who reaches the page or which
    /// programs run is out of its reach, and so is what is needed before the database is open.
    let isEditable: Bool

    enum TakesEffect: Sendable { case now, onRestart }
}

/// What a setting takes, and the sentence that says so.
enum SettingKind: Sendable, Equatable {
    case text, secret, path, url, ollamaHost, timeZone, flag, list
    /// One model (`ollama:llama3.2`), or a list of them; a list of what models cost.
    case model, models, prices
    /// Discord's ids; which of its shards run here.
    case ids, shards
    case integer(ClosedRange<Int>)
    case decimal(ClosedRange<Double>)
    case choice([String])

    /// The one way in which `text` is kept, where people write it in several.
    func normal(_ text: String) -> String {
        switch self {
        case .choice(let choices): choices.first { $0.lowercased() == text.lowercased() } ?? text
        case .ollamaHost: Self.ollamaAddress(text)
        default: text
        }
    }

    /// Ollama's own form has no scheme, its own port where none is written, and an address to listen on:
    /// https://github.com/ollama/ollama/blob/main/envconfig/config.go
    private static func ollamaAddress(_ text: String) -> String {
        let hasScheme = text.contains("://")
        guard var address = URLComponents(string: hasScheme ? text : "http://\(text)") else { return text }
        if !hasScheme, address.port == nil { address.port = 11_434 }
        if ["", "0.0.0.0", "[::]"].contains(address.host) { address.host = "127.0.0.1" }
        return address.string ?? text
    }

    /// What is wrong with `text`, without repeating it: it may be a secret in the wrong place.
    func fault(in text: String) -> String? {
        let isRight =
            switch self {
            case .text, .secret, .path, .list: !text.contains { $0 == "\0" || $0.endsLine }
            case .url, .ollamaHost: URLComponents(string: text).map(Self.isServer) ?? false
            case .timeZone: TimeZone(identifier: text) != nil
            case .flag: Self.flag(text) != nil
            case .integer(let range): Int(text).map(range.contains) ?? false
            case .decimal(let range): Double(text).map(range.contains) ?? false
            case .choice(let choices): choices.contains(text)
            case .model: text.isEmpty || ModelSettings.Choice(text) != nil
            case .models: Self.items(in: text).allSatisfy { ModelSettings.Choice($0) != nil }
            case .prices: Self.items(in: text).allSatisfy { ModelSettings.NamedPrice($0) != nil }
            case .ids: Self.items(in: text).allSatisfy { Snowflake($0) != nil }
            case .shards: ShardPlan(text) != nil
            }
        return isRight ? nil : "write \(expectation)"
    }

    /// A user and password in it would be shown wherever the address is.
    private static func isServer(_ address: URLComponents) -> Bool {
        ["http", "https"].contains(address.scheme) && !(address.host ?? "").isEmpty
            && address.user == nil && address.password == nil
    }

    private var expectation: String {
        switch self {
        case .text, .path, .list: "it on one line"
        case .secret: "it on one line, without quotes"
        case .url, .ollamaHost: "an address that begins with http:// or https://, without user and password"
        case .timeZone: "a time zone such as Europe/Oslo"
        case .flag: "true or false"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .decimal(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let choices): "one of: \(choices.joined(separator: ", "))"
        case .model: "embedded, or a provider and its model, such as ollama:llama3.2 or openrouter:openai/gpt-4o"
        case .models: "models such as ollama:llama3.2, openrouter:openai/gpt-4o or embedded, with commas between them"
        case .ids: "Discord ids, which are long numbers, with commas between them"
        case .shards: "auto, a number of shards, or some of them, such as 0..3/8"
        case .prices: "names and two prices in dollars, such as openrouter/hermes=0.8/2.4, with commas between them"
        }
    }

    /// What stands between the commas of a list.
    static func items(in text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// `true` in any case, as the original took it, and what people write for it.
    static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on", "1": true
        case "false", "no", "off", "0": false
        default: nil
        }
    }
}

extension Character {
    /// As files are divided into lines; what Unicode adds to that is text.
    var endsLine: Bool { self == "\n" || self == "\r\n" || self == "\r" }
}

/// A setting with the type its readers get.
struct Setting<Value: Sendable>: Sendable {
    let definition: SettingDefinition
    let read: @Sendable (String) -> Value?
    let fallback: Value
}

extension Setting {
    fileprivate init(
        _ name: String, _ group: String, _ kind: SettingKind, _ fallback: Value, shown: String,
        _ takesEffect: SettingDefinition.TakesEffect, editable: Bool, _ summary: String,
        read: @escaping @Sendable (String) -> Value?
    ) {
        definition = SettingDefinition(
            name: name, group: group, summary: summary, kind: kind, defaultText: shown, takesEffect: takesEffect,
            isEditable: editable && kind != .path)
        self.read = read
        self.fallback = fallback
    }
}

/// A group of settings that is described and read together.
struct SettingGroup: Sendable {
    let name: String
    /// Whether the settings page may change what is in it; never paths.
    var isEditable = true

    func flag(_ name: String, _ fallback: Bool, when: SettingDefinition.TakesEffect = .onRestart, _ summary: String)
        -> Setting<Bool>
    {
        Setting(name, self.name, .flag, fallback, shown: "\(fallback)", when, editable: isEditable, summary) {
            SettingKind.flag($0)
        }
    }

    func integer(
        _ name: String, _ fallback: Int, in range: ClosedRange<Int>,
        when: SettingDefinition.TakesEffect = .onRestart, _ summary: String
    ) -> Setting<Int> {
        Setting(name, self.name, .integer(range), fallback, shown: "\(fallback)", when, editable: isEditable, summary) {
            Int($0)
        }
    }

    func decimal(
        _ name: String, _ fallback: Double, in range: ClosedRange<Double>,
        when: SettingDefinition.TakesEffect = .onRestart, _ summary: String
    ) -> Setting<Double> {
        Setting(name, self.name, .decimal(range), fallback, shown: "\(fallback)", when, editable: isEditable, summary) {
            Double($0)
        }
    }

    func text(
        _ name: String, default fallback: String = "", kind: SettingKind = .text,
        when: SettingDefinition.TakesEffect = .onRestart, _ summary: String
    ) -> Setting<String> {
        Setting(name, self.name, kind, fallback, shown: fallback, when, editable: isEditable, summary) { $0 }
    }

    func list(
        _ name: String, when: SettingDefinition.TakesEffect = .onRestart, _ summary: String
    ) -> Setting<[String]> {
        Setting(name, self.name, .list, [], shown: "", when, editable: isEditable, summary) {
            SettingKind.items(in: $0)
        }
    }

    func ids(_ name: String, _ summary: String) -> Setting<Set<Snowflake>> {
        Setting(name, self.name, .ids, [], shown: "", .onRestart, editable: isEditable, summary) { text in
            Set(SettingKind.items(in: text).compactMap { Snowflake($0) })
        }
    }

    func shards(_ name: String, _ summary: String) -> Setting<ShardPlan> {
        Setting(name, self.name, .shards, .automatic, shown: "auto", .onRestart, editable: isEditable, summary) {
            ShardPlan($0)
        }
    }

    func model(_ name: String, _ summary: String) -> Setting<ModelSettings.Choice?> {
        Setting(name, self.name, .model, nil, shown: "", .onRestart, editable: isEditable, summary) {
            ModelSettings.Choice($0)
        }
    }

    func models(_ name: String, _ summary: String) -> Setting<[ModelSettings.Choice]> {
        Setting(name, self.name, .models, [], shown: "", .onRestart, editable: isEditable, summary) { text in
            SettingKind.items(in: text).compactMap { ModelSettings.Choice($0) }
        }
    }

    func prices(_ name: String, _ summary: String) -> Setting<[ModelSettings.NamedPrice]> {
        Setting(name, self.name, .prices, [], shown: "", .onRestart, editable: isEditable, summary) { text in
            SettingKind.items(in: text).compactMap { ModelSettings.NamedPrice($0) }
        }
    }
}
