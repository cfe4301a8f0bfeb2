import Inference
import Synchronization

/// The last turns of the most recently used places, so that a prompt needs no query.
///
/// Rows that a reader brings from the database are kept only if they cannot be stale: no change of
/// the place is under way, and none has ended since the reader began, as the version it names shows.
final class RecentTurns: Sendable {
    private struct Shelf {
        var places: LRUCache<String, [KeptTurn]>
        /// Changes that are being written, by place; as many as the database lets wait.
        var underWay: [String: Int] = [:]
        /// Grows with every change of any place: cheap, and wrong only towards reading once more.
        var version = 0
    }

    private let shelf: Mutex<Shelf>

    init(capacity: Int) {
        shelf = Mutex(Shelf(places: LRUCache(capacity: capacity)))
    }

    var version: Int { shelf.withLock(\.version) }

    func turns(of place: String) -> [KeptTurn]? {
        shelf.withLock { $0.places.value(for: place) }
    }

    func remember(_ turns: [KeptTurn], of place: String, ifStill version: Int) {
        shelf.withLock { shelf in
            guard shelf.version == version, shelf.underWay[place] == nil else { return }
            shelf.places.set(turns, for: place)
        }
    }

    /// Writes to a place, then does the same to the turns at hand; nil forgets them.
    func change<Outcome>(
        _ place: String, _ write: () async throws -> Outcome, then edit: (Outcome, inout [KeptTurn]?) -> Void
    ) async throws -> Outcome {
        shelf.withLock { $0.underWay[place, default: 0] += 1 }
        do {
            let outcome = try await write()
            end(place) { edit(outcome, &$0) }
            return outcome
        } catch {
            end(place) { $0 = nil }
            throw error
        }
    }

    private func end(_ place: String, _ edit: (inout [KeptTurn]?) -> Void) {
        shelf.withLock { shelf in
            shelf.version &+= 1
            shelf.underWay[place] = shelf.underWay[place].flatMap { $0 > 1 ? $0 - 1 : nil }
            var turns = shelf.places.remove(place)
            edit(&turns)
            if let turns { shelf.places.set(turns, for: place) }
        }
    }
}

extension [KeptTurn] {
    /// Puts a turn where its id belongs; the oldest one makes room.
    mutating func add(_ turn: KeptTurn) {
        insert(turn, at: (lastIndex { $0.id < turn.id } ?? -1) + 1)
        if count > ConversationStore.turnsAtHand { removeFirst() }
    }

    mutating func settle(_ id: Int64, as state: KeptTurn.State) {
        if let index = lastIndex(where: { $0.id == id }) { self[index].state = state }
    }
}
