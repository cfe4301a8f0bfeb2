import Companion
import Dashboard
import Foundation
import Synchronization

/// The settings while the program runs: what may change at once is read from here.
final class LiveSettings: Sendable {
    private let fixed: [SettingSource]
    private let store: SettingsStore
    private let current: Mutex<SettingValues>
    private let replySettings: Mutex<ReplySettings>

    /// - Parameter fixed: what was written outside of the page, which wins over it.
    init(fixed: [SettingSource], store: SettingsStore) async throws {
        self.fixed = fixed
        self.store = store
        let values = SettingValues(fixed + [.page(try await store.all())])
        current = Mutex(values)
        replySettings = Mutex(Self.replySettings(values))
    }

    var values: SettingValues { current.withLock { $0 } }
    var reply: ReplySettings { replySettings.withLock { $0 } }

    private static func replySettings(_ values: SettingValues) -> ReplySettings {
        CompanionSettings(values).reply(ModelSettings(values))
    }

    // MARK: The page's desk

    var desk: SettingsDesk {
        SettingsDesk(
            list: { [self] in Settings.catalogue.filter(\.isEditable).map { shown($0, in: values) } },
            change: { [self] key, value, who in try await change(key, to: value, by: who) })
    }

    private func change(_ key: String, to value: String?, by who: String) async throws {
        guard let definition = Settings.catalogue.first(where: { $0.name == key && $0.isEditable }) else {
            throw Mistake("There is no setting \(key.prefix(60)) that could be changed here.")
        }
        if let origin = fixed.lazy.compactMap({ $0.entries[key] }).first(where: { !$0.text.isEmpty })?.origin {
            throw Mistake("\(key) is set by \(origin), which wins over this page. Change it there.")
        }
        if let value, let fault = definition.kind.fault(in: value) { throw Mistake("\(key): \(fault).") }
        if let contradiction = try await contradiction(after: key, to: value) { throw Mistake("\(contradiction).") }
        try await store.change(key, to: value, by: who, isSecret: definition.kind == .secret)
        let values = SettingValues(fixed + [.page(try await store.all())])
        current.withLock { $0 = values }
        replySettings.withLock { $0 = Self.replySettings(values) }
    }

    /// What this change would contradict; what is wrong already does not hinder another change.
    private func contradiction(after key: String, to value: String?) async throws -> SettingFault? {
        var page = try await store.all()
        page[key] = value
        let known = values.faults
        return SettingValues(fixed + [.page(page)]).faults.first { !known.contains($0) }
    }

    private func shown(_ definition: SettingDefinition, in values: SettingValues) -> EditableSetting {
        let entry = values.entry(of: definition.name)
        let isSecret = definition.kind == .secret
        return EditableSetting(
            key: definition.name, group: definition.group, summary: definition.summary, kind: definition.kind.onPage,
            value: isSecret ? entry.map { _ in "" } : entry?.text ?? definition.defaultText,
            source: entry?.origin ?? "default", isPinned: entry.map { $0.origin != "settings page" } ?? false,
            takesEffect: definition.takesEffect == .now ? .now : .onRestart)
    }
}

extension SettingKind {
    fileprivate var onPage: EditableSetting.Kind {
        switch self {
        case .text, .path, .url, .timeZone, .model: .text
        case .secret: .secret
        case .flag: .flag
        case .list, .models, .prices: .list
        case .integer(let range): .integer(range)
        case .decimal(let range): .decimal(range)
        case .choice(let choices): .choice(choices)
        }
    }
}
