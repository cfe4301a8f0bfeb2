import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Inference
import Logging
import NIOCore
import Storage
import Synchronization
import Testing

@testable import Companion
@testable import Dashboard

/// A whole dashboard on a database in memory, with a model that says what it is told.
struct House {
    static let personas = [
        PersonaSummary(
            id: "chief", name: "Chief", summary: "Games and jokes.", greetings: ["Ready, player?"], framework: "neuro",
            frameworks: [
                .init(id: "neuro", name: "Neuro", summary: "Quick."),
                .init(id: "chaotic", name: "Chaotic", summary: "Wild."),
            ]),
        PersonaSummary(
            id: "sage", name: "Sage", summary: "Calm.", greetings: ["Welcome."], framework: "caring",
            frameworks: [.init(id: "caring", name: "Caring", summary: "Warm.")]),
    ]

    static let webFiles = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("share/acore/web").path

    static let shippedPersonas = PersonaLibrary(
        shipped: URL(fileURLWithPath: webFiles).deletingLastPathComponent().appendingPathComponent("personas").path,
        own: nil)

    let time = ManualTime()
    let database: any Database
    let accounts: Accounts
    let keys: APIKeys
    let server: DashboardServer
    let password: String
    let codes = LinkCodes()

    init(
        model: any LanguageModel = ScriptedLanguageModel(.text("Hello there.")),
        configuration: DashboardConfiguration = DashboardConfiguration(port: 0, webFiles: webFiles),
        settings: SettingsDesk = SettingsDesk(list: { [] }, change: { _, _, _ in }), status: LiveStatus = .quiet,
        database: (any Database)? = nil, clock: any Clock<Duration> = ContinuousClock(),
        log: any LogHandler = SwiftLogNoOpLogHandler(),
        started: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws {
        let time = time
        if let database { self.database = database } else { self.database = try await House.freshDatabase() }
        let now: @Sendable () -> Date = { time.now }
        accounts = Accounts(database: self.database, cost: .trifling, now: now)
        keys = APIKeys(database: self.database, now: now)
        let given = try await accounts.ensureOperator()
        password = given ?? ""
        let facts = FactStore(database: self.database, now: now)
        let conversations = ConversationStore(database: self.database)
        server = try DashboardServer(
            configuration,
            parts: DashboardParts(
                responder: try await House.responder(model, self.database),
                conversations: conversations, database: self.database,
                accounts: accounts, personas: { House.personas }, status: status, settings: settings,
                memory: MemoryParts(
                    facts: facts, privacy: Privacy(facts: facts, conversations: conversations, now: now),
                    links: IdentityLinks(database: self.database, now: now), codes: codes,
                    recall: Recall(database: self.database, embedder: nil, now: now))),
            logger: Logger(label: "test") { _ in log }, now: now, clock: clock,
            started: started)
    }

    static func freshDatabase() async throws -> any Database {
        let database = SQLiteDatabase.inMemory()
        try await database.migrate(CompanionTables.migrations + DashboardServer.migrations)
        return database
    }

    static func responder(_ model: any LanguageModel, _ database: any Database) async throws -> Responder {
        Responder(
            model: model, conversations: ConversationStore(database: database), personas: shippedPersonas,
            toolbox: Toolbox(), settings: { ReplySettings(persona: PersonaID(character: "chief")) })
    }

    func test(_ work: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await server.application().test(.router, work)
    }

    func signIn(_ client: any TestClientProtocol, cookie: String? = nil) async throws -> Visitor {
        let response = try await client.post(
            "/api/session", #"{"name":"operator","password":"\#(password)"}"#,
            cookie.map { [.cookie: "acore_session=\($0)"] } ?? [:])
        #expect(response.status == .noContent)
        return try #require(Visitor(response))
    }
}

/// A browser that is signed in.
struct Visitor: Sendable {
    let cookie: String

    init?(_ response: TestResponse) {
        guard let field = response.headers[.setCookie], let value = field.split(separator: ";").first else {
            return nil
        }
        cookie = String(value.dropFirst("acore_session=".count))
    }

    var pageToken: String { Session(token: cookie, userName: "operator").pageToken }

    var headers: HTTPFields { [.cookie: "acore_session=\(cookie)", .acoreToken: pageToken] }
}

/// What was logged.
struct LogRecord: LogHandler {
    private final class Lines: Sendable {
        let all = Mutex<[(level: Logger.Level, text: String)]>([])
    }

    private let lines = Lines()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    func lines(from level: Logger.Level) -> [String] {
        lines.all.withLock { $0.filter { $0.level >= level }.map(\.text) }
    }

    func log(event: LogEvent) {
        let text = "\(event.message) \(event.metadata ?? [:])"
        lines.all.withLock { $0.append((event.level, text)) }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
}

/// A clock whose time passes as soon as somebody waits for it.
struct HurryingClock: Clock {
    private final class Time: Sendable {
        let now = Mutex(ContinuousClock.now)
    }

    private let time = Time()
    let minimumResolution = Duration.zero
    var now: ContinuousClock.Instant { time.now.withLock { $0 } }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        time.now.withLock { $0 = max($0, deadline) }
        await Task.yield()
    }
}

final class ManualTime: Sendable {
    private let date = Mutex(Date(timeIntervalSince1970: 1_800_000_000))

    var now: Date { date.withLock { $0 } }
    func pass(_ seconds: TimeInterval) { date.withLock { $0 += seconds } }
}

extension LiveStatus {
    static let snapshot = StatusSnapshot(
        version: "1", model: "scripted", engines: [.init(name: "embedded", state: .loading("loading it"))],
        tokensToday: 12, lastLatency: .milliseconds(340), uptime: .seconds(5),
        discord: .init(
            state: .loading("Discord is not reached"), name: "Wren", serverCount: 2, latency: .milliseconds(41),
            missingSwitches: [.init(name: "A switch", consequence: "less is heard", link: "https://portal.example")]))

    static let quiet = LiveStatus(isReady: { true }, snapshot: { snapshot }, metrics: { "acore_up 1\n" })
}

extension TestClientProtocol {
    func post(_ path: String, _ json: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await send(.post, path, json, headers)
    }

    func send(_ method: HTTPRequest.Method, _ path: String, _ json: String, _ headers: HTTPFields = [:]) async throws
        -> TestResponse
    {
        var headers = headers
        headers[.contentType] = headers[.contentType] ?? "application/json"
        return try await execute(uri: path, method: method, headers: headers, body: ByteBuffer(string: json))
    }

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await execute(uri: path, method: .get, headers: headers)
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    var json: JSONValue {
        get throws { try JSONValue(parsing: text) }
    }

    /// The events of a stream, with their data.
    var events: [(name: String, data: String)] {
        text.components(separatedBy: "\n\n").filter { !$0.isEmpty }.map { frame in
            var name = ""
            var data = ""
            for line in frame.split(separator: "\n") {
                if line.hasPrefix("event: ") { name = String(line.dropFirst(7)) }
                if line.hasPrefix("data: ") { data = String(line.dropFirst(6)) }
            }
            return (name, data)
        }
    }
}
