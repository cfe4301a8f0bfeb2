import Synchronization

/// Asks the first of several models, and the next one when that fails.
///
/// It goes on while nothing of the answer was passed on (white space and
/// reasoning do not count): after an error, such as that of an engine whose
/// provider does not begin in time, and after a reply that says nothing and calls
/// no tool. What failed attempts used is added to the usage of the one that answered.
///
/// A model that keeps failing is left out for a while (``CircuitBreaker``).
/// Whatever the prompt's ``Prompt/model`` names is the first member's; the others
/// use their own, and each gets what it can take of the prompt. When all have failed, the error that somebody can do most
/// about is thrown.
package final class Fallback: LanguageModel {
    /// How one member is doing.
    struct Standing: Sendable, Equatable {
        var name: String
        var state: CircuitBreaker.State
        /// Calls it was asked for, those it failed (whoever was to blame), and those it was spared.
        var asked = 0
        var failed = 0
        var spared = 0
        var lastError: InferenceError?
    }

    private struct Member {
        var breaker: CircuitBreaker
        var standing: Standing
    }

    let models: [any LanguageModel]
    private let time: Timeline
    private let members: Mutex<[Member]>

    package init(
        _ models: [any LanguageModel], breaker rules: CircuitBreaker.Rules = .init(),
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.models = models
        time = Timeline(clock)
        members = Mutex(
            models.map { Member(breaker: CircuitBreaker(rules), standing: Standing(name: $0.name, state: .closed)) })
    }

    package var name: String { models.first?.name ?? "no model" }

    /// Those of the first member that would be asked now.
    package var traits: ModelTraits {
        get async {
            let index = standings.firstIndex { $0.state != .open } ?? 0
            return await models.dropFirst(index).first?.traits ?? ModelTraits(contextTokens: 2048)
        }
    }

    /// In the order in which they are asked.
    var standings: [Standing] {
        let now = time.now()
        return members.withLock { members in
            members.map { member in
                var standing = member.standing
                standing.state = member.breaker.state(now: now)
                return standing
            }
        }
    }

    package func reply(to prompt: Prompt) async throws -> ReplyStream {
        PulledReply { [self] in FallbackSource(self, prompt) }
    }

    /// Lets a call to this member through; where its breaker does not, the reason it last gave.
    func admit(_ index: Int) -> Result<CircuitBreaker.Pass, InferenceError> {
        update(index) { member, now in
            if let pass = member.breaker.admit(now: now) {
                member.standing.asked &+= 1
                return .success(pass)
            }
            member.standing.spared &+= 1
            return .failure(
                member.standing.lastError
                    ?? .unreachable(provider: member.standing.name, reason: "it failed too often lately"))
        }
    }

    func succeeded(_ index: Int, _ pass: CircuitBreaker.Pass) {
        update(index) { member, _ in member.breaker.succeeded(pass) }
    }

    /// - Parameter error: anything but an ``InferenceError`` (a cancellation) is nobody's fault.
    func failed(_ index: Int, _ pass: CircuitBreaker.Pass, _ error: any Error) {
        update(index) { member, now in
            guard let error = error as? InferenceError else { return member.breaker.abandoned(pass) }
            member.standing.failed &+= 1
            member.standing.lastError = error
            if error.blamesProvider { member.breaker.failed(pass, now: now) } else { member.breaker.abandoned(pass) }
        }
    }

    func abandoned(_ index: Int, _ pass: CircuitBreaker.Pass) {
        update(index) { member, _ in member.breaker.abandoned(pass) }
    }

    private func update<Result>(_ index: Int, _ change: (inout Member, Duration) -> Result) -> Result {
        let now = time.now()
        let (result, state, name) = members.withLock { members in
            let result = change(&members[index], now)
            return (result, members[index].breaker.state(now: now), members[index].standing.name)
        }
        Metric.breaker(state, provider: name)
        return result
    }
}
