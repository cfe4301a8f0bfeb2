extension Prompt {
    /// The prompt as a model with these traits can take it, where it was made for another one.
    ///
    /// Tools and pictures that mean nothing to it are left out, and the oldest
    /// messages where its window is too small: a tenth of it stays free, since sizes
    /// are estimates. What the talk is about, the last thing a user said and all that
    /// follows, stays.
    func fitting(_ traits: ModelTraits) -> Prompt {
        var prompt = self
        if !traits.callsTools { prompt.tools = [] }
        if !traits.seesImages { prompt.dropImages() }
        let replyTokens = min(sampling.maxTokens ?? 500, max(64, traits.contextTokens / 2))
        if sampling.maxTokens != nil { prompt.sampling.maxTokens = replyTokens }
        prompt.dropOldest(until: traits.contextTokens / 10 &* 9 &- replyTokens)
        return prompt
    }

    private mutating func dropImages() {
        for index in messages.indices where !messages[index].images.isEmpty {
            messages[index].images = []
            if messages[index].text.isBlank { messages[index].text = "[a picture you cannot see]" }
        }
    }

    private mutating func dropOldest(until room: Int) {
        var size = TokenEstimate.tokens(in: self)
        let last = messages.lastIndex { $0.role == .user } ?? messages.indices.last ?? 0
        var count = 0
        while size > room, count < last {
            size -= TokenEstimate.tokens(in: messages[count])
            count += 1
        }
        guard count > 0 else { return }
        // Some models refuse a talk that begins with an answer, or with a result that nobody asked for.
        while count < last, messages[count].role != .user { count += 1 }
        messages.removeFirst(count)
    }
}
