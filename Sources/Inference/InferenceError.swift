/// Why a model gave no answer, in the terms the caller can act on.
package enum InferenceError: Error, Equatable {
    /// Nobody answers at this address, or the connection broke. Another try, or another provider, makes sense.
    case unreachable(provider: String, reason: String)
    /// The provider is there, but its model is still loading.
    case loading(provider: String)
    /// Too many requests (429), or the provider is overloaded; seconds to wait where it said so.
    case overloaded(provider: String, retryAfter: Double?)
    /// The provider failed (408, 5xx, or an error inside its stream).
    case failed(provider: String, status: Int, reason: String)
    /// The same request will be refused again (other 4xx): wrong key, unknown model, bad parameter.
    case refused(provider: String, status: Int, reason: String)
    /// What came back is not what this protocol sends: HTML, half JSON, an endless line.
    case garbled(provider: String, reason: String)
    /// No part arrived in time; `wait` names the limit (`first token`, `next token`, `whole reply`).
    case timedOut(provider: String, wait: String)
    /// The reply broke a size limit of ours.
    case tooLarge(provider: String, limit: Int)
    /// The stream ended without a finish.
    case cutOff(provider: String)
    /// The reply was empty.
    case empty(provider: String)
    /// Our own queue is full, the place in it came too late, or a pause that the provider asked for is too long to wait.
    case busy(provider: String, reason: String)
    /// The account's budget is spent; `scope` says which (`you`, `this place`, `everyone`), `resets` when in words.
    case budgetSpent(scope: String, resets: String)
    /// No model is configured, or none of those that are.
    case noModel(reason: String)
}
