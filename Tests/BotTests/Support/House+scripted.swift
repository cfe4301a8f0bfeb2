import Companion
import Foundation
import Inference
import Synchronization
import Telemetry

@testable import Bot

extension House {
    /// A program around the bot of which everything is known.
    static func scripted(
        engine: Engine = Engine(name: "ollama/llama", state: "ready", isReady: true), log: RecentLog = RecentLog(),
        metrics: String = "acore_replies_total 1\n", spent: [SpendScope: Spend] = [:], limits: BudgetLimits = .none,
        changes: Changes = Changes()
    ) -> House {
        House(
            report: {
                Report(version: "1.2.3", model: "ollama/llama", engines: [engine], uptime: .seconds(93_900))
            },
            metrics: { metrics }, log: log,
            models: {
                [
                    Model(id: "ollama", name: "ollama/llama", isUsual: true),
                    Model(id: "embedded", name: "embedded/", isUsual: false),
                    Model(id: "openai", name: "openai", isUsual: false, missing: "OPENAI_URL"),
                ]
            },
            chooseModel: { id, who in
                try changes.note("model \(id) by \(who)")
                return id == "ollama"
            },
            spent: { scope in spent[scope] ?? .zero }, limits: { limits },
            setLimit: { purse, tokens, who in try changes.note("\(purse) \(tokens) by \(who)") })
    }

    /// What commands changed.
    final class Changes: Sendable {
        private let all = Mutex<[String]>([])
        private let refusal: Mistake?

        init(refusal: Mistake? = nil) { self.refusal = refusal }

        var list: [String] { all.withLock(\.self) }

        func note(_ change: String) throws {
            if let refusal { throw refusal }
            all.withLock { $0.append(change) }
        }
    }
}
