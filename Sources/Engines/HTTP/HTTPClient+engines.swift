package import AsyncHTTPClient
import NIOCore

extension HTTPClient.Configuration {
    /// How the program's one client has to be set up for engines.
    package static var engines: HTTPClient.Configuration {
        // A redirect could carry prompts to another host: none is followed.
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: Timeout(connect: .seconds(5)), decompression: .disabled)
        // A refused connection is told at once, so that the next provider is asked; trying again is not decided here.
        configuration.connectionPool.retryConnectionEstablishment = false
        // A stream holds its connection; the ninth must not wait for the first eight.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 512
        return configuration
    }
}
