import Inference
import Synchronization

/// The last turns of the most recently used places, so that a prompt needs no query.
///
/// A reader that fills it from the database names the version it started
/// from: if somebody wrote in between, its rows are stale and are not kept.
final class RecentTurns: Sendable {
    private struct Shelf {
        var places: LRUCache<String, [KeptTurn]>
        /// Grows with every write to any place: cheap, and wrong only towards reading once more.
        var version = 0
    }

    private let shelf: Mutex<Shelf>

    init(capacity: Int) {
        shelf = Mutex(Shelf(places: LRUCache(capacity: capacity)))
    }

    func turns(of place: String) -> [KeptTurn]? {
        shelf.withLock { $0.places.value(for: place) }
    }

    func version(of place: String) -> Int {
        shelf.withLock { $0.version }
    }

    func remember(_ turns: some Sequence<KeptTurn>, of place: String, ifStill version: Int) {
        let turns = Array(turns)
        shelf.withLock { shelf in
            if shelf.version == version { shelf.places.set(turns, for: place) }
        }
    }

    func append(_ turn: KeptTurn, to place: String) {
        change(place) { turns in
            let place = (turns.lastIndex { $0.id < turn.id } ?? -1) + 1
            turns.insert(turn, at: place)
            if turns.count > ConversationStore.turnsAtHand { turns.removeFirst() }
        }
    }

    func settle(_ id: Int64, as state: KeptTurn.State, in place: String) {
        change(place) { turns in
            if let index = turns.lastIndex(where: { $0.id == id }) { turns[index].state = state }
        }
    }

    func forget(_ place: String) {
        shelf.withLock { shelf in
            shelf.version &+= 1
            shelf.places.remove(place)
        }
    }

    private func change(_ place: String, _ edit: (inout [KeptTurn]) -> Void) {
        shelf.withLock { shelf in
            shelf.version &+= 1
            guard var turns = shelf.places.value(for: place) else { return }
            shelf.places.remove(place)
            edit(&turns)
            shelf.places.set(turns, for: place)
        }
    }
}
