import Inference

/// A prompt that the model can read whole, and that stays so while tools add their results.
struct FittedPrompt {
    private(set) var prompt: Prompt
    /// Names of the tools it offers, beside the text or in it.
    private(set) var offered: [String]
    /// The system text without tools in it.
    private let plainSystem: String
    /// Tokens that it may grow to.
    private let room: Int
    /// Messages before the question: questions and answers in turns.
    private var earlier: Int

    init(_ prompt: Prompt, plainSystem: String, offered: [String], room: Int) {
        self.prompt = prompt
        self.plainSystem = plainSystem
        self.offered = offered
        self.room = room
        earlier = prompt.messages.count - 1
    }

    /// The most tokens of each tool's result: all that one answer can ask for take half the room.
    var resultLimit: Int { room / 2 / ReplyRun.calls }

    /// Puts what tools said where the model reads it next. The oldest of the talk makes room; the question stays.
    mutating func add(_ results: [Prompt.Message]) {
        prompt.messages += results
        while earlier >= 2, TokenEstimate.tokens(in: prompt) > room {
            prompt.messages.removeFirst(2)
            earlier -= 2
        }
        // What a tool said may be different next time.
        prompt.reuse = .never
    }

    mutating func withdrawTools() {
        guard !offered.isEmpty else { return }
        offered = []
        prompt.tools = []
        prompt.system = plainSystem + "\n\nYou have no tools left. Answer now with what you know."
    }
}
