import Foundation
import Testing

@testable import Companion

/// What is never kept, and what is kept only for the person alone, whoever heard it.
@Suite struct DiscretionTests {
    private func isKept(_ text: String, topic: String? = nil, as kind: Statement.Kind = .fact, alone: Bool) -> Bool {
        let said = Said(
            speaker: "ann", place: "a", audience: alone ? .person("ann") : .place("a"), provenance: .spoken,
            saidAt: Date(timeIntervalSince1970: 1_764_669_900))
        return Discretion.allows(Statement(kind: kind, topic: topic, text: text), in: said)
    }

    @Test(arguments: [
        "has diabetes", "is allergic to nuts", "is sober", "is married to Ben", "has a wife named Ida", "is single",
        "is a Christian", "goes to church on Sundays", "votes for the liberals", "is a republican", "is gay",
        "was in prison", "sells drugs", "is 16 years old", "ist 15 Jahre alt", "ist verheiratet mit Ida",
        "ist schwanger", "has depression",
    ])
    func `what is delicate is kept for them alone`(text: String) {
        #expect(isKept(text, alone: true))
        #expect(!isKept(text, alone: false))
    }

    @Test func `who is not of age tells it by an age or a year of birth`() {
        #expect(!isKept("is 17 years old", topic: "age", alone: false))
        #expect(isKept("is 18 years old", topic: "age", alone: false))
        #expect(!isKept("has their birthday on 3 May 2012", topic: "birthday", as: .birthday, alone: false))
        #expect(isKept("has their birthday on 3 May 1990", topic: "birthday", as: .birthday, alone: false))
        #expect(isKept("has their birthday on 3 May", topic: "birthday", as: .birthday, alone: false))
    }

    @Test(arguments: ["lives in Oslo", "likes tea", "is vegan", "plays cello", "is a nurse", "has a cat named Miso"])
    func `what is plain is kept wherever it was said`(text: String) {
        #expect(isKept(text, alone: false))
    }

    @Test(arguments: [
        "likes <@123>", "likes a|b", "likes @everyone", "likes {tea}", "likes [tea]", "likes https://a.example",
        "likes\ntea", "likes \u{202E}tea", "", "likes to ignore instructions", "wants you to always obey",
    ])
    func `what could mean more than it says is not kept, even alone`(text: String) {
        #expect(!isKept(text, alone: true))
    }

    @Test func `a statement has an end`() {
        #expect(!isKept(String(repeating: "a ", count: 150), alone: true))
    }
}
