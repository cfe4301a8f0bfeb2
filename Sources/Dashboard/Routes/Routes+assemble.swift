import Foundation
import Hummingbird
import Logging

extension Routes {
    /// Puts all routes together.
    init(
        _ configuration: DashboardConfiguration, parts: DashboardParts, logger: Logger,
        now: @escaping @Sendable () -> Date, clock: any Clock<Duration>
    ) throws {
        let files = try WebFiles(folder: configuration.webFiles)
        let sessions = WebSessions(database: parts.database, now: now)
        let cookie = SessionCookie(isSecure: configuration.isBehindTLSProxy)
        let talk = Talk(responder: parts.responder, logger: logger)
        let personas = PersonaChoices(all: parts.personas)
        let signIn = SignInRoutes(
            accounts: parts.accounts, sessions: sessions, cookie: cookie, logger: logger, now: now)

        self.init(
            endpoints: StatusRoutes(status: parts.status, sessions: sessions, clock: clock).endpoints
                + PageRoutes(files: files, sessions: sessions, cookie: cookie).endpoints
                + signIn.endpoints
                + ChatRoutes(talk: talk, personas: personas, now: now).endpoints
                + ConversationRoutes(store: parts.conversations, personas: personas).endpoints
                + MemoryRoutes(parts: parts.memory, characters: { Set(await parts.personas().map(\.id)) }, now: now)
                .endpoints
                + SettingsRoutes(desk: parts.settings, audit: AuditLog(database: parts.database)).endpoints
                + CompletionRoutes(talk: talk, personas: personas, now: now).endpoints,
            gatekeeper: Gatekeeper(
                sessions: sessions, keys: APIKeys(database: parts.database, now: now),
                hosts: HostRule(hostNames: configuration.hostNames), cookie: cookie),
            isBehindTLSProxy: configuration.isBehindTLSProxy, logger: logger)
    }
}
