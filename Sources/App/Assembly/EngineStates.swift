import Inference
import Synchronization

/// How the engines are doing. Providers elsewhere are asked at most every
/// fifteen seconds, however many people watch; our own child is always known.
final class EngineStates: Sendable {
    enum Probe: Sendable {
        case remote(String, @Sendable () async -> EngineState)
        case child(String, @Sendable () -> EngineState)
    }

    /// What a provider said last, and when it was asked.
    private struct Memory {
        var state = EngineState.loading("is being asked")
        var askedAt: ContinuousClock.Instant
    }

    private static let freshness: Duration = .seconds(15)

    private let probes: [Probe]
    private let remembered = Mutex<[String: Memory]>([:])

    init(_ probes: [Probe]) { self.probes = probes }

    /// Whether a child of ours is still on its way.
    var isLoading: Bool {
        probes.contains { probe in
            guard case .child(_, let state) = probe, case .loading = state() else { return false }
            return true
        }
    }

    func all() async -> [(name: String, state: EngineState)] {
        var states: [(name: String, state: EngineState)] = []
        for probe in probes {
            switch probe {
            case .child(let name, let state): states.append((name, state()))
            case .remote(let name, let ask): states.append((name, await fresh(name, ask)))
            }
        }
        return states
    }

    /// Who comes while somebody else asks is told what is known so far.
    private func fresh(_ name: String, _ ask: @Sendable () async -> EngineState) async -> EngineState {
        let known = remembered.withLock { memories -> EngineState? in
            let now = ContinuousClock.now
            if let memory = memories[name], now - memory.askedAt < Self.freshness { return memory.state }
            memories[name, default: Memory(askedAt: now)].askedAt = now
            return nil
        }
        if let known { return known }
        let state = await ask()
        remembered.withLock { $0[name]?.state = state }
        return state
    }
}
