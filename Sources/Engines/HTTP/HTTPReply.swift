import Inference
import NIOHTTP1

/// A reply that is asked for when its first part is pulled, and read as it is pulled.
struct HTTPReply<Reader: ReplyReader>: AsyncSequence, Sendable {
    typealias Element = ReplyPart
    typealias Failure = any Error

    let upstream: Upstream
    let path: String
    let reader: Reader
    /// What to post; made when the first part is pulled.
    let body: @Sendable () async throws -> JSONValue

    func makeAsyncIterator() -> Iterator { Iterator(reply: self, reader: reader) }

    struct Iterator: AsyncIteratorProtocol {
        private enum Stage {
            case notAsked
            case reading(Answer)
            case done
        }

        private let reply: HTTPReply
        private var reader: Reader
        private var stage = Stage.notAsked
        private var parts: ArraySlice<ReplyPart> = []

        fileprivate init(reply: HTTPReply, reader: Reader) {
            self.reply = reply
            self.reader = reader
        }

        mutating func next() async throws -> ReplyPart? {
            while true {
                try Task.checkCancellation()
                if let part = parts.popFirst() { return part }
                switch stage {
                case .notAsked:
                    stage = .done  // where asking fails
                    let body = try await reply.body().bytes
                    stage = .reading(try await reply.upstream.ask(.POST, reply.path, body: body))
                case .reading(let answer):
                    try await read(answer)
                case .done:
                    return nil
                }
            }
        }

        private mutating func read(_ answer: Answer) async throws {
            var answer = answer
            stage = .done  // where reading fails; this also lets go of the connection
            let bytes: [UInt8]?
            do {
                bytes = try await answer.next()
            } catch let error as InferenceError {
                // However the body broke, or never ended: a reply that was finished is whole.
                guard let last = try? reader.end() else { throw error }
                parts = last[...]
                return
            }
            guard let bytes else {
                parts = try reader.end()[...]
                return
            }
            parts = try reader.read(bytes)[...]
            if reader.isComplete { answer.leave() } else { stage = .reading(answer) }
        }
    }
}
