import Companion
import Dashboard
import Foundation
import Inference
import Synchronization

/// The settings while the program runs: what may change at once is read from here.
final class LiveSettings: Sendable {
    private struct State {
        var values: SettingValues
        var reply: ReplySettings
        var budget: BudgetLimits
        var provider: ModelSettings.Choice.Provider
        /// Counts how often the database was asked, and which asking these values come from.
        var asked = 0
        var answered = 0

        init(_ values: SettingValues) {
            self.values = values
            let models = ModelSettings(values)
            reply = CompanionSettings(values).reply(models)
            budget = models.budget
            provider = models.main.provider
        }
    }

    private let fixed: [SettingSource]
    private let store: SettingsStore
    private let checkPersona: @Sendable (PersonaID) throws -> Void
    private let state: Mutex<State>

    /// - Parameters:
    ///   - fixed: what was written outside of the page, which wins over it.
    ///   - checkPersona: throws a `Mistake` for one that is not there; the page cannot choose it.
    init(
        fixed: [SettingSource], store: SettingsStore,
        checkPersona: @escaping @Sendable (PersonaID) throws -> Void = { _ in }
    ) async throws {
        self.fixed = fixed
        self.store = store
        self.checkPersona = checkPersona
        state = Mutex(State(SettingValues(fixed + [.page(try await store.all())])))
    }

    var values: SettingValues { state.withLock(\.values) }
    var reply: ReplySettings { state.withLock(\.reply) }
    var budget: BudgetLimits { state.withLock(\.budget) }
    /// Who is asked first.
    var provider: ModelSettings.Choice.Provider { state.withLock(\.provider) }

    /// Takes up what the database says, unless somebody who asked later was told already.
    private func refresh() async throws {
        let turn = state.withLock { state in
            state.asked += 1
            return state.asked
        }
        let values = SettingValues(fixed + [.page(try await store.all())])
        state.withLock { state in
            guard turn > state.answered else { return }
            let asked = state.asked
            state = State(values)
            (state.asked, state.answered) = (asked, turn)
        }
    }

    // MARK: The page's desk

    /// Whoever is at the page and moves an address must not get the key sent there that belongs to the old one.
    private static let secretsOfAddresses = [
        ModelSettings.openAIURL.definition.name: ModelSettings.openAIKey.definition.name,
        ModelSettings.openRouterURL.definition.name: ModelSettings.openRouterKey.definition.name,
        MemorySettings.url.definition.name: MemorySettings.key.definition.name,
    ]

    var desk: SettingsDesk {
        SettingsDesk(
            list: { [self] in Settings.catalogue.filter(\.isEditable).map { shown($0, in: values) } },
            change: { [self] key, value, who in try await change(key, to: value, by: who) })
    }

    private func change(_ key: String, to value: String?, by who: String) async throws {
        guard let definition = Settings.catalogue.first(where: { $0.name == key && $0.isEditable }) else {
            throw Mistake("There is no setting \(key.prefix(60)) that could be changed here.")
        }
        if let origin = origin(of: key) {
            throw Mistake("\(key) is set by \(origin), which wins over this page. Change it there.")
        }
        let value = value.map(definition.kind.normal)
        if let value, let fault = definition.kind.fault(in: value) { throw Mistake("\(key): \(fault).") }
        try await checkWish(key, value)
        let isOther = value != values.entry(of: key)?.text
        let secret = isOther ? Self.secretsOfAddresses[key] : nil
        if let secret, let origin = origin(of: secret) {
            throw Mistake(
                "\(secret) is set by \(origin) and would be sent to the new address. Change \(key) there, too.")
        }
        try await store.change(
            key, to: value, by: who, isSecret: definition.kind == .secret, forgetting: secret)
        try await refresh()
    }

    /// What is wrong already does not hinder another change.
    private func checkWish(_ key: String, _ value: String?) async throws {
        var page = try await store.all()
        page[key] = value
        let wish = State(SettingValues(fixed + [.page(page)]))
        let known = values.faults
        if let contradiction = wish.values.faults.first(where: { !known.contains($0) }) {
            throw Mistake("\(contradiction).")
        }
        if wish.reply.persona != reply.persona { try checkPersona(wish.reply.persona) }
    }

    /// Where a setting is written outside of the page.
    private func origin(of key: String) -> String? {
        fixed.lazy.compactMap { $0.entries[key] }.first { !$0.text.isEmpty }?.origin
    }

    private func shown(_ definition: SettingDefinition, in values: SettingValues) -> EditableSetting {
        let entry = values.entry(of: definition.name)
        let isSecret = definition.kind == .secret
        let warning = Self.secretsOfAddresses[definition.name].map { " Another address forgets \($0)." } ?? ""
        return EditableSetting(
            key: definition.name, group: definition.group, summary: definition.summary + warning,
            kind: definition.kind.onPage,
            value: isSecret ? entry.map { _ in "" } : entry?.text ?? definition.defaultText,
            source: entry?.origin ?? "default", isPinned: entry.map { $0.origin != "settings page" } ?? false,
            takesEffect: definition.takesEffect == .now ? .now : .onRestart)
    }
}

extension SettingKind {
    fileprivate var onPage: EditableSetting.Kind {
        switch self {
        case .text, .path, .url, .ollamaHost, .timeZone, .model, .shards: .text
        case .secret: .secret
        case .flag: .flag
        case .list, .models, .prices, .ids: .list
        case .integer(let range): .integer(range)
        case .decimal(let range): .decimal(range)
        case .choice(let choices): .choice(choices)
        }
    }
}
