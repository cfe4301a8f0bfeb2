import Foundation
import Inference

extension ModelSettings {
    /// What every model costs whose name begins so.
    struct NamedPrice: Sendable {
        let name: String
        let price: ModelPrice

        /// Reads `openrouter/hermes=0.8/2.4`: US dollars for a million tokens read and written.
        init?(_ text: String) {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let dollars = parts.dropFirst().first?.split(separator: "/", omittingEmptySubsequences: false)
                .map { Double($0) ?? .nan }
            guard let name = parts.first, !name.isEmpty, let dollars, dollars.count == 2,
                dollars.allSatisfy({ (0...100_000).contains($0) })
            else { return nil }
            self.name = String(name)
            price = ModelPrice(prompt: Int(dollars[0] * 1e6), completion: Int(dollars[1] * 1e6))
        }
    }

    /// What its tokens cost; nil where only the provider may know.
    func price(of choice: Choice) -> ModelPrice? {
        let name = name(of: choice)
        let named = values[Self.prices].filter { name.hasPrefix($0.name) }.max { $0.name.count < $1.name.count }
        return named?.price ?? (isLocal(choice) ? .free : nil)
    }

    /// A budget in dollars that a model could spend unseen, since neither its provider nor a setting says what it costs.
    var unpricedFault: SettingFault? {
        let caps = [Self.userDollars, Self.placeDollars, Self.totalDollars]
        guard let cap = caps.first(where: { values[$0] > 0 }),
            let choice = choices.first(where: { $0.provider != .openrouter && price(of: $0) == nil })
        else { return nil }
        let (key, model) = (cap.definition.name, name(of: choice))
        return SettingFault(
            description: """
                \(values.entry(of: key)?.origin ?? "default"): \(key): nobody says what \(model) costs; \
                write its price into LLM_PRICES, such as \(model)=2.5/10, or =0/0 where it costs nothing
                """)
    }

    /// Every model that may be asked.
    private var choices: [Choice] {
        let routes = values[Self.routingEnabled] ? [values[Self.fastModel], values[Self.strongModel]] : []
        return [main] + fallbacks + routes.compactMap { $0 }
    }

    private func isLocal(_ choice: Choice) -> Bool {
        switch choice.provider {
        case .embedded, .ollama: true
        case .openrouter: false
        case .openai:
            ["localhost", "127.0.0.1", "::1"].contains(URL(string: values[Self.openAIURL])?.host() ?? "")
        }
    }
}
