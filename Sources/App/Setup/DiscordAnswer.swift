import AsyncHTTPClient
import Discord
import DiscordModel
import Engines
import Telemetry

/// What Discord says of a token.
enum DiscordAnswer {
    case welcome(Application)
    case refused
    /// Nobody knows: with the reason, for the operator.
    case unknown(String)

    /// Asks Discord who the token belongs to, for at most ten seconds.
    static func toToken(_ token: Secret, at address: String) async -> DiscordAnswer {
        var settings = DiscordClient.Settings(token: token, version: Version.current)
        settings.baseURL = address
        settings.timeLimit = .seconds(10)
        settings.retries.tries = 1
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .engines)
        let answer = await DiscordAnswer(asking: DiscordClient(settings, http: http))
        do { try await http.shutdown() } catch { return .unknown("\(error)") }
        return answer
    }

    private init(asking client: DiscordClient) async {
        do {
            self = .welcome(try await client.application())
        } catch DiscordError.tokenRefused {
            self = .refused
        } catch {
            self = .unknown("\(error)")
        }
    }
}

extension Application {
    /// `Wren, in 2 servers`.
    var whereabouts: String {
        let servers = approximateGuildCount ?? 0
        return "\(bot?.username ?? name), in \(servers == 1 ? "1 server" : "\(servers) servers")"
    }
}
