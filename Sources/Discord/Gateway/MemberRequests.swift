import DiscordModel
import Synchronization

/// Requests for members (op 8) whose answers are under way. They are told apart by their nonces.
///
/// Bounded: ``limit`` at a time, each for at most ``usersLimit`` members; more is refused.
final class MemberRequests: Sendable {
    static let limit = 64
    /// What Discord answers to one request.
    static let usersLimit = 100
    /// Discord does not always answer.
    static let patience = Duration.seconds(10)

    private struct Request {
        var members: [Member] = []
        let answer: AsyncStream<[Member]>.Continuation
    }

    private struct State {
        var last = 0
        var open: [String: Request] = [:]
    }

    private let state = Mutex(State())

    /// - Returns: the nonce to ask with, and the answer: one element, once it is whole.
    func begin() throws(GatewayError) -> (nonce: String, answer: AsyncStream<[Member]>) {
        let (answer, continuation) = AsyncStream.makeStream(of: [Member].self)
        let nonce = state.withLock { state -> String? in
            guard state.open.count < Self.limit else { return nil }
            state.last &+= 1
            let nonce = "members.\(state.last)"
            state.open[nonce] = Request(answer: continuation)
            return nonce
        }
        guard let nonce else { throw .tooManyRequests }
        return (nonce, answer)
    }

    /// What comes later is nobody's.
    func end(_ nonce: String) { state.withLock { _ = $0.open.removeValue(forKey: nonce) } }

    /// - Returns: whether somebody here asked for it.
    func take(_ chunk: MembersChunk) -> Bool {
        guard let nonce = chunk.nonce else { return false }
        return state.withLock { state in
            guard var request = state.open[nonce] else { return false }
            request.members += chunk.members.prefix(Self.usersLimit - request.members.count)
            state.open[nonce] = request
            guard chunk.chunkIndex &+ 1 >= chunk.chunkCount else { return true }
            request.answer.yield(request.members)
            request.answer.finish()
            state.open[nonce] = nil
            return true
        }
    }
}
