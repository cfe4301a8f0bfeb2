import Synchronization

/// One call whose reply several listen to.
///
/// Parts are kept for as long as the flight is, and each listener reads at its
/// own pace: late ones catch up, slow ones hold nobody back.
final class Flight: Sendable {
    fileprivate struct State {
        var parts: [ReplyPart] = []
        var bytes = 0
        var ending: Result<Void, any Error>?
        var listeners: [Int: CheckedContinuation<Void, Never>] = [:]
        var lastListener = 0
    }

    fileprivate enum Reading {
        case part(ReplyPart)
        case end
        case nothingYet
    }

    let id: Int
    private let provider: String
    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: bytes kept of one reply, 32 of them counted for each part; more fails the call.
    init(id: Int, provider: String, limit: Int) {
        self.id = id
        self.provider = provider
        self.limit = limit
    }

    func append(_ part: ReplyPart) throws {
        let waiting = try state.withLock { state in
            state.bytes &+= 32 &+ part.byteCount
            guard state.bytes <= limit else { throw InferenceError.tooLarge(provider: provider, limit: limit) }
            state.parts.append(part)
            return state.takeListeners()
        }
        for listener in waiting { listener.resume() }
    }

    /// - Parameter error: why it ended early; nil where it came to its end.
    func end(_ error: (any Error)?) {
        let waiting = state.withLock { state in
            state.ending = error.map { .failure($0) } ?? .success(())
            return state.takeListeners()
        }
        for listener in waiting { listener.resume() }
    }

    /// The part at this place of the reply, as soon as it is there; nil after the last one.
    func part(at index: Int) async throws -> ReplyPart? {
        while true {
            try Task.checkCancellation()
            switch try state.withLock({ try $0.read(index) }) {
            case .part(let part): return part
            case .end: return nil
            case .nothingYet: await waitForMore(than: index)
            }
        }
    }

    private func waitForMore(than index: Int) async {
        let listener = state.withLock { state in
            state.lastListener &+= 1
            return state.lastListener
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard state.ending == nil, state.parts.count <= index else { return false }
                    state.listeners[listener] = continuation
                    return true
                }
                // A cancellation between the handler's installation and the line above has found nobody to wake.
                if !mustWait { continuation.resume() } else if Task.isCancelled { wake(listener) }
            }
        } onCancel: {
            wake(listener)
        }
    }

    private func wake(_ listener: Int) {
        state.withLock { $0.listeners.removeValue(forKey: listener) }?.resume()
    }
}

extension Flight.State {
    fileprivate func read(_ index: Int) throws -> Flight.Reading {
        if index < parts.count { return .part(parts[index]) }
        guard let ending else { return .nothingYet }
        try ending.get()
        return .end
    }

    fileprivate mutating func takeListeners() -> [CheckedContinuation<Void, Never>] {
        defer { listeners.removeAll(keepingCapacity: true) }
        return Array(listeners.values)
    }
}

extension ReplyPart {
    /// How much text it carries.
    fileprivate var byteCount: Int {
        switch self {
        case .text(let text), .reasoning(let text): text.utf8.count
        case .toolCall(let call): call.name.utf8.count &+ call.arguments.utf8.count
        case .usage, .finish: 0
        }
    }
}
