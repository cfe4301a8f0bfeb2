import Inference

extension Sampling {
    /// What is not said here is taken from `other`.
    func filled(from other: Sampling) -> Sampling {
        var sampling = self
        sampling.temperature = temperature ?? other.temperature
        sampling.maxTokens = maxTokens ?? other.maxTokens
        sampling.stop = stop.isEmpty ? other.stop : stop
        sampling.topP = topP ?? other.topP
        sampling.topK = topK ?? other.topK
        sampling.minP = minP ?? other.minP
        sampling.repeatPenalty = repeatPenalty ?? other.repeatPenalty
        sampling.frequencyPenalty = frequencyPenalty ?? other.frequencyPenalty
        sampling.presencePenalty = presencePenalty ?? other.presencePenalty
        sampling.schema = schema ?? other.schema
        return sampling
    }
}
