package import Foundation
package import Inference
package import Storage

/// Looks through what was said in a channel for what people plan, and keeps it until its time has come.
package struct Callbacks: Sendable {
    /// Messages that are looked through.
    package static let mostLines = 100
    /// Waiting ones of one place; beyond them nothing new is taken.
    package static let mostInPlace = 25

    /// What was found.
    package struct Found: Sendable, Equatable {
        package var points: [String]
        /// Those that were not known before, the next one first.
        package var callbacks: [Callback]
    }

    package let store: CallbackStore
    private let model: any LanguageModel
    private let zone: @Sendable () -> TimeZone
    /// The calendar that they go by.
    package let now: @Sendable () -> Date

    package init(
        database: any Database, model: any LanguageModel, zone: @escaping @Sendable () -> TimeZone,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        store = CallbackStore(database: database)
        self.model = model
        self.zone = zone
        self.now = now
    }

    /// - Parameters:
    ///   - lines: oldest first; who wants nothing to be learnt is left out of them here.
    ///   - zone: where people are; nil: where the operator says that they are.
    /// - Throws: ``Mistake``.
    package func find(
        in lines: [SpokenLine], of place: Place, audience: Audience, zone: TimeZone? = nil
    ) async throws -> Found {
        guard await !model.traits.isSmall else {
            throw Mistake("My language model is too small to find out what is planned here.")
        }
        let paused = try await store.paused(among: Array(Set(lines.map(\.speaker.id))))
        let lines = lines.filter { !paused.contains($0.speaker.id) && !$0.text.isEmpty }.suffix(Self.mostLines)
        guard lines.contains(where: \.isPersons) else { return Found(points: [], callbacks: []) }
        let date = now()
        do {
            let finder = CallbackFinder(model: model, zone: zone ?? self.zone())
            let found = try await finder.look(through: Array(lines), at: date)
            let kept = try await store.keep(found.items, in: place, audience: audience, at: date)
            return Found(points: found.points, callbacks: kept)
        } catch let error as InferenceError {
            throw Mistake(error)
        }
    }
}
