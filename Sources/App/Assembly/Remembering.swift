import AsyncHTTPClient
import Engines
import Foundation
import Inference

/// What finds memories by their meaning.
struct Remembering {
    let places: Places
    let settings: MemorySettings

    init(_ places: Places, _ settings: MemorySettings) {
        self.places = places
        self.settings = settings
    }

    private var files: E5Files { E5Files(home: places.home.path) }

    /// Nil where set-up has not put it there, or it is not wanted: then memories are found by their words.
    func embedder(_ client: HTTPClient) -> (any Embedder)? {
        let (url, key) = settings.address
        let embedder: (any Embedder)? =
            switch settings.finder {
            case .none: nil
            case .embedded: files.missing == nil ? E5Embedder(files) : nil
            case .ollama: OllamaEmbedder(host: url, model: settings.model, client: client)
            case .openai: OpenAIEmbedder(baseURL: url, key: key, model: settings.model, client: client)
            }
        return embedder.map { CachedEmbedder($0) }
    }

    /// Why the embedder that is wanted is not there, as a sentence that says what to do.
    var missing: String? { settings.finder == .embedded ? files.missing : nil }
}

/// For commands: an embedder as the settings say, those of the page too, with what it needs.
func withEmbedder<Value>(_ work: (Remembering, (any Embedder)?) async throws -> Value) async throws -> Value {
    let sources = SettingsLoader().sources()
    let page = try await pageSource(Places(SettingValues(sources)))
    let values = try SettingValues.checked(sources + [page])
    let remembering = Remembering(Places(values), MemorySettings(values))
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .engines)
    return try await ending(after: { try await work(remembering, remembering.embedder(client)) }) {
        try await client.shutdown()
    }
}
