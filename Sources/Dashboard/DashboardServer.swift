package import Companion
package import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle
package import Storage

/// The web page and its API.
package struct DashboardServer: Service {
    package static let migrations =
        Accounts.migrations + WebSessions.migrations + APIKeys.migrations + SettingsStore.migrations
        + AuditLog.migrations

    /// Connections at once; further ones wait in the system's queue.
    static let connectionLimit = 1024
    /// Files that the rest of the program opens, which connections must leave room for.
    static let filesForOthers = 256

    let routes: Routes
    private let configuration: DashboardConfiguration
    private let logger: Logger
    private let started: @Sendable (Int) async -> Void

    /// - Parameter started: called with the port once it is open.
    /// - Throws: ``DashboardError``
    package init(
        _ configuration: DashboardConfiguration, parts: DashboardParts, logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() }, clock: any Clock<Duration> = ContinuousClock(),
        started: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) throws {
        try configuration.checkAddress()
        self.configuration = configuration
        self.logger = logger
        self.started = started
        routes = try Routes(configuration, parts: parts, logger: logger, now: now, clock: clock)
    }

    /// - Throws: ``DashboardError/portTaken(host:port:)`` and the like.
    package func run() async throws {
        let (ports, opened) = AsyncStream.makeStream(of: Int.self)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                defer { group.cancelAll() }
                // Beside the server: whoever asks already does not wait for what else is done at the start.
                group.addTask { for await port in ports { await started(port) } }
                try await application { opened.yield($0) }.run()
                opened.finish()
            }
        } catch let error as IOError {
            throw DashboardError(error, configuration)
        } catch let error as SocketAddressError {
            throw DashboardError.cannotListen(host: configuration.host, port: configuration.port, reason: "\(error)")
        }
    }

    /// - Parameter opened: told the port before the first request is answered.
    func application(opened: @escaping @Sendable (Int) -> Void = { _ in }) -> some ApplicationProtocol {
        Application(
            router: routes.router,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [
                        ConnectionLimits(ConnectionLimits.Times()), EventPings(afterSilenceOf: .seconds(15)),
                    ],
                    idleTimeout: .seconds(60),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: .maximum(Self.connections(files: Self.fileLimit), logger: quiet)),
            onServerRunning: { channel in opened(channel.localAddress?.port ?? configuration.port) },
            logger: quiet)
    }

    /// So many that a stranger who opens them all takes no file away from the rest of the program.
    static func connections(files: Int) -> Int { max(16, min(connectionLimit, files - filesForOthers)) }

    /// Files and sockets this process may have open.
    private static var fileLimit: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return connectionLimit }
        return Int(clamping: limit.rlim_cur)
    }

    /// Hummingbird's own notes matter only when something is wrong.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .notice)
        return logger
    }
}

/// What the web page stands on.
package struct DashboardParts: Sendable {
    package var responder: Responder
    package var conversations: ConversationStore
    package var database: any Database
    package var accounts: Accounts
    package var personas: @Sendable () async -> [PersonaSummary]
    package var status: LiveStatus
    package var settings: SettingsDesk
    package var memory: MemoryParts

    package init(
        responder: Responder, conversations: ConversationStore, database: any Database, accounts: Accounts,
        personas: @escaping @Sendable () async -> [PersonaSummary], status: LiveStatus, settings: SettingsDesk,
        memory: MemoryParts
    ) {
        self.responder = responder
        self.conversations = conversations
        self.database = database
        self.accounts = accounts
        self.personas = personas
        self.status = status
        self.settings = settings
        self.memory = memory
    }
}

extension DashboardError {
    fileprivate init(_ error: IOError, _ configuration: DashboardConfiguration) {
        if error.errnoCode == EADDRINUSE {
            self = .portTaken(host: configuration.host, port: configuration.port)
        } else {
            self = .cannotListen(host: configuration.host, port: configuration.port, reason: "\(error)")
        }
    }
}
