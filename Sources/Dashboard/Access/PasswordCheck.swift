import Dispatch
import HTTPTypes

/// Hashes and checks passwords one after the other, on a thread of its own:
/// each takes a quarter of a second and 32 MB.
struct PasswordCheck: Sendable {
    private let cost: PasswordCost
    private let queue = DispatchQueue(label: "acore.passwords")
    /// At most 8 wait; further ones are told to come back.
    private let places = Slots(8)

    init(cost: PasswordCost) { self.cost = cost }

    func hash(_ password: String) async throws -> String {
        try await perform { [cost] in try PasswordHash(of: password, cost: cost).text }
    }

    /// Takes as long for somebody who does not exist (`stored` is nil) as for somebody who does.
    func matches(_ password: String, stored: String?) async throws -> Bool {
        try await perform { [cost] in
            if let hash = stored.flatMap(PasswordHash.init(parsing:)) { return try hash.matches(password) }
            _ = try PasswordHash(of: password, cost: cost)
            return false
        }
    }

    private func perform<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        guard let place = places.take() else {
            throw WebError(.tooManyRequests, "Too many sign-ins at once. Try again in a moment.", retryAfter: 2)
        }
        defer { place.giveBack() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}
