package import Inference
package import Telemetry

/// What commands can tell, and change, of the program that the bot is a part of.
package struct House: Sendable {
    package struct Engine: Sendable, Equatable {
        package var name: String
        /// `ready`, or what is the matter.
        package var state: String
        package var isReady: Bool

        package init(name: String, state: String, isReady: Bool) {
            self.name = name
            self.state = state
            self.isReady = isReady
        }
    }

    package struct Report: Sendable, Equatable {
        package var version: String
        package var model: String
        package var engines: [Engine]
        package var uptime: Duration

        package init(version: String, model: String, engines: [Engine], uptime: Duration) {
            self.version = version
            self.model = model
            self.engines = engines
            self.uptime = uptime
        }
    }

    /// A model that the settings know of.
    package struct Model: Sendable, Equatable {
        /// What ``chooseModel`` takes.
        package var id: String
        package var name: String
        /// Whether it is asked first.
        package var isUsual: Bool
        /// The setting without which it cannot be asked; nil: it was set up.
        package var missing: String?

        package init(id: String, name: String, isUsual: Bool, missing: String? = nil) {
            self.id = id
            self.name = name
            self.isUsual = isUsual
            self.missing = missing
        }
    }

    /// Whose tokens of a day are limited.
    package enum Purse: String, Sendable, CaseIterable { case person, channel, everybody }

    package var report: @Sendable () async -> Report
    /// In Prometheus' text format.
    package var metrics: @Sendable () -> String
    package var log: RecentLog
    package var models: @Sendable () -> [Model]
    /// - Returns: whether it is asked from now on; else from the next start.
    /// - Throws: a `Mistake` where the settings are made elsewhere.
    package var chooseModel: @Sendable (_ id: String, _ who: String) async throws -> Bool
    /// What was spent today.
    package var spent: @Sendable (SpendScope) async throws -> Spend
    package var limits: @Sendable () -> BudgetLimits
    /// Tokens a day; 0 is no limit.
    ///
    /// - Throws: a `Mistake` where the settings are made elsewhere.
    package var setLimit: @Sendable (Purse, _ tokens: Int, _ who: String) async throws -> Void

    package init(
        report: @escaping @Sendable () async -> Report, metrics: @escaping @Sendable () -> String, log: RecentLog,
        models: @escaping @Sendable () -> [Model],
        chooseModel: @escaping @Sendable (_ id: String, _ who: String) async throws -> Bool,
        spent: @escaping @Sendable (SpendScope) async throws -> Spend, limits: @escaping @Sendable () -> BudgetLimits,
        setLimit: @escaping @Sendable (Purse, _ tokens: Int, _ who: String) async throws -> Void
    ) {
        self.report = report
        self.metrics = metrics
        self.log = log
        self.models = models
        self.chooseModel = chooseModel
        self.spent = spent
        self.limits = limits
        self.setLimit = setLimit
    }
}
