import Foundation
import Testing

@testable import Companion

/// When two statements are one, and when the later takes the place of the earlier.
@Suite struct StatementRelationTests {
    private func relation(
        _ later: String, to earlier: String, topic: String? = nil, earlierTopic: String? = nil, isEnd: Bool = false
    ) -> Statement.Relation {
        let fact = Fact(
            id: 1, kind: .fact, topic: earlierTopic ?? topic, text: earlier, excerpt: "", subject: "ann", place: "a",
            saidAt: .distantPast, isPrivate: false)
        return Statement(kind: .fact, topic: topic, text: later, isEnd: isEnd).relation(to: fact)
    }

    @Test func `the order of words matters, except in lists`() {
        #expect(relation("switched from tea to coffee", to: "switched from coffee to tea") == .none)
        #expect(relation("likes tea and coffee", to: "likes coffee and tea") == .repeats)
        #expect(relation("likes the strong coffees", to: "likes strong coffee") == .repeats)
    }

    @Test func `of a topic one thing holds`() {
        #expect(relation("lives in Bergen", to: "lives in Oslo", topic: "home") == .contradicts)
        #expect(relation("wohnt in Oslo", to: "lives in Oslo", topic: "home") == .repeats)
        #expect(relation("lives in Oslo Norway", to: "lives in Oslo", topic: "home") == .repeats)
        #expect(relation("is a nurse", to: "works as nurse", topic: "work") == .repeats)
        #expect(relation("dislikes olives", to: "likes olives", topic: "taste olive") == .contradicts)
        #expect(relation("collects coins", to: "collects stamps") == .none)
        #expect(relation("works in Oslo", to: "lives in Oslo", topic: "field", earlierTopic: "home") == .none)
    }

    @Test func `an end ends only what it names`() {
        #expect(relation("lives in Oslo", to: "lives in Oslo", topic: "home", isEnd: true) == .contradicts)
        #expect(relation("lives in Rome", to: "lives in Oslo", topic: "home", isEnd: true) == .none)
    }
}
