import Inference

extension LanguageModel {
    /// All that it writes, for questions that no person reads the answer to.
    ///
    /// - Parameter limit: bytes of the answer; a model that writes more is stopped there.
    func written(for prompt: Prompt, upTo limit: Int) async throws -> String {
        var text = ""
        for try await part in try await reply(to: prompt) {
            if case .text(let piece) = part { text += piece }
            if text.utf8.count > limit { break }
        }
        return text
    }
}
