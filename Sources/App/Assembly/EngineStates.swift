import Inference
import Synchronization

/// How the engines are doing. Providers elsewhere are asked at most every
/// fifteen seconds, however many people watch; our own child is always known.
final class EngineStates: Sendable {
    enum Probe: Sendable {
        case remote(any LanguageModel, @Sendable () async -> EngineState)
        case child(String, @Sendable () -> EngineState)
    }

    private static let freshness: Duration = .seconds(15)

    private let probes: [Probe]
    private let remembered = Mutex<[String: (state: EngineState, at: ContinuousClock.Instant)]>([:])

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
            case .remote(let model, let ask):
                let state = await fresh(model.name, ask)
                states.append((model.name, state))  // which it may have learned just now
            }
        }
        return states
    }

    private func fresh(_ name: String, _ ask: @Sendable () async -> EngineState) async -> EngineState {
        let now = ContinuousClock.now
        if let known = remembered.withLock({ $0[name] }), now - known.at < Self.freshness { return known.state }
        let state = await ask()
        remembered.withLock { $0[name] = (state, .now) }
        return state
    }
}
