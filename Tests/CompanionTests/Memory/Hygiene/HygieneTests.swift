import Foundation
import Storage
import Testing

@testable import Companion

/// What is learnt by rules alone from a corpus that was written by others, each person in a private talk.
@Suite(.timeLimit(.minutes(2))) struct HygieneTests {
    @Test func `what the rules were tuned on is learnt rightly`() async throws {
        let report = try await report(on: .development)
        print("rules on the development half: \(report.summary)")
        if ProcessInfo.processInfo.environment["HYGIENE_FAULTS"] != nil {
            print(report.faults.joined(separator: "\n"))
        }
        expectGood(report)
        #expect(report.settledShare >= 0.85)
    }

    /// Only the figures are told: who knew the faults would tune the rules on them.
    @Test func `what the rules have never seen is learnt rightly`() async throws {
        let report = try await report(on: .heldOut)
        print("rules on the half held out: \(report.summary)")
        expectGood(report)
        #expect(report.settledShare >= 0.3)
        // Rules hear a fifth of what people tell in passing, so often they miss what takes the place of what they know.
        withKnownIssue("rules alone hear too little to settle contradictions", isIntermittent: true) {
            #expect(report.settledShare >= 0.85)
        }
    }

    private func expectGood(_ report: HygieneReport) {
        #expect(report.labels > 100)
        #expect(report.precision >= 0.90)
        #expect(report.duplicateShare <= 0.02)
    }

    private func report(on corpus: Corpus) async throws -> HygieneReport {
        #expect(corpus.lines.count == 260)
        let database = try await SQLiteDatabase.migratedInMemory()
        let today = Today()
        let conversations = ConversationStore(database: database)
        let facts = FactStore(database: database) { today.now }
        var report = HygieneReport()
        for (person, lines) in Dictionary(grouping: corpus.lines, by: \.person).sorted(by: { $0.key < $1.key }) {
            for line in lines {
                let before = try await facts.facts(about: "web:\(person)")
                today.advance(60)
                _ = try await conversations.begin(
                    .said(line.text, by: person, in: "dm of \(person)", kind: .direct, at: today.now),
                    persona: "assistant")
                while try await facts.learnSome() {}
                report.add(line, before: before, after: try await all(about: person, in: database))
            }
            report.close(try await facts.facts(about: "web:\(person)"), labels: lines.flatMap(\.facts))
        }
        return report
    }

    private func all(about person: String, in database: SQLiteDatabase) async throws -> [(fact: Fact, holds: Bool)] {
        try await database.read { sql in
            try sql.rows("SELECT * FROM fact WHERE subject = ?", [.text("web:\(person)")]).map {
                (try Fact($0), try $0.optionalInt("valid_until") == nil)
            }
        }
    }
}
