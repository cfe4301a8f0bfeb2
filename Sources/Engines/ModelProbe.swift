package import AsyncHTTPClient
import NIOHTTP1

/// Looks for models that already run on this machine, to offer them by name.
package enum ModelProbe {
    /// The models of an Ollama on its usual port; nil where none answers in time.
    package static func runningOllama(
        at host: String = "http://127.0.0.1:11434", within wait: Duration = .milliseconds(300), client: HTTPClient
    ) async -> [String]? {
        let upstream = Upstream(provider: "ollama", base: host, client: client)
        // Whatever is wrong with it, it is not one to offer.
        return try? await upstream.fetch(OllamaTags.self, .GET, "/api/tags", within: wait)
            .models.map(\.name)
    }
}
