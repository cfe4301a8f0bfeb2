import Inference

/// Asks whichever of several models is chosen at the moment.
struct ChosenModel: LanguageModel {
    typealias Provider = ModelSettings.Choice.Provider

    /// Who is asked first, and what follows where it fails.
    let models: [Provider: any LanguageModel]
    /// Where one is chosen that was not there when the program started.
    let usual: any LanguageModel
    let chosen: @Sendable () -> Provider

    private var current: any LanguageModel { models[chosen()] ?? usual }

    var name: String { current.name }
    var traits: ModelTraits { get async { await current.traits } }
    func reply(to prompt: Prompt) async throws -> ReplyStream { try await current.reply(to: prompt) }
}
