import Bot
import Companion
import Dashboard
import Foundation
import Inference
import Telemetry

extension Program {
    /// What Discord's commands may know and change of the program.
    var house: House {
        House(
            report: {
                let status = await status()
                return House.Report(
                    version: status.version, model: status.model,
                    engines: status.engines.map {
                        House.Engine(name: $0.name, state: $0.state.inWords, isReady: $0.state == .ready)
                    }, uptime: status.uptime)
            },
            metrics: { [registry] in registry.render() }, log: recentLog,
            models: { [live] in ModelSettings(live.values).known },
            chooseModel: { [desk = live.desk, thinking] id, who in
                try await desk.change(ModelSettings.provider.definition.name, id, who)
                // Another model would have said something else.
                thinking.forget()
                return thinking.providers.contains { $0.rawValue == id }
            },
            spent: { [ledger = DatabaseSpendLedger(database: database), today] scope in
                try await ledger.spent(scope, day: today())
            },
            limits: { [live] in live.budget },
            setLimit: { [desk = live.desk] purse, tokens, who in
                try await desk.change(purse.setting.definition.name, "\(tokens)", who)
            })
    }
}

extension House.Purse {
    fileprivate var setting: Setting<Int> {
        switch self {
        case .person: ModelSettings.userTokens
        case .channel: ModelSettings.placeTokens
        case .everybody: ModelSettings.totalTokens
        }
    }
}

extension ModelSettings {
    /// The usual model of every provider; the one that is asked first comes first.
    fileprivate var known: [House.Model] {
        let others = Choice.Provider.allCases.filter { $0 != main.provider }
        return ([main.provider] + others).map { provider in
            let choice = Choice(provider: provider)
            return House.Model(
                id: provider.rawValue, name: model(of: choice).isEmpty ? provider.rawValue : name(of: choice),
                isUsual: provider == main.provider, missing: missing(for: provider))
        }
    }
}
