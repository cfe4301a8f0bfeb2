import Inference

/// Answers of real servers, shortened.
enum Recordings {
    /// llama.cpp b11549, 2026-10.
    static let llamaServer = """
        data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],"created":1,"id":"c","object":"chat.completion.chunk"}

        data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"Héllo"}}],"id":"c"}

        data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":" 🙂"}}],"id":"c"}

        data: {"choices":[{"finish_reason":"stop","index":0,"delta":{}}],"id":"c"}

        data: {"choices":[],"id":"c","usage":{"completion_tokens":5,"prompt_tokens":32,"total_tokens":37},"timings":{"cache_n":0}}

        data: [DONE]


        """

    /// OpenRouter, 2026-10: the usage tells what the reply cost.
    static let openRouter = """
        : OPENROUTER PROCESSING

        data: {"id":"gen-1","provider":"DeepInfra","model":"m","object":"chat.completion.chunk","created":1,"choices":[{"index":0,"delta":{"role":"assistant","content":"Héllo"},"finish_reason":null,"native_finish_reason":null,"logprobs":null}]}

        data: {"id":"gen-1","provider":"DeepInfra","model":"m","object":"chat.completion.chunk","created":1,"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":"stop","native_finish_reason":"stop","logprobs":null}]}

        data: {"id":"gen-1","provider":"DeepInfra","model":"m","object":"chat.completion.chunk","created":1,"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null,"native_finish_reason":null,"logprobs":null}],"usage":{"prompt_tokens":32,"completion_tokens":5,"total_tokens":37,"cost":0.0000254,"is_byok":false,"prompt_tokens_details":{"cached_tokens":0},"cost_details":{"upstream_inference_cost":null}}}

        data: [DONE]


        """

    static let ollama = """
        {"model":"llama3.2","created_at":"2026-11-01T10:00:00Z","message":{"role":"assistant","content":"Héllo"},"done":false}
        {"model":"llama3.2","created_at":"2026-11-01T10:00:01Z","message":{"role":"assistant","content":" 🙂"},"done":false}
        {"model":"llama3.2","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":9,"prompt_eval_count":32,"eval_count":5}

        """

    /// What both of them say.
    static let parts: [ReplyPart] = [
        .text("Héllo"), .text(" 🙂"), .usage(Usage(promptTokens: 32, completionTokens: 5)), .finish(.stop),
    ]
}
