import Foundation
import Testing

@testable import Companion

struct TermsTests {
    @Test(arguments: [
        ("running", "run"), ("baked", "baking"), ("went", "goes"), ("kids", "children"), ("Wohnungen", "Wohnung"),
        ("cities", "city"), ("Café", "cafes"), ("mother's", "mom"),
    ])
    func `forms of one word are one term`(one: String, other: String) {
        #expect(Terms.of(one) == Terms.of(other))
        #expect(Terms.of(one).count == 1)
    }

    @Test func `words that say nothing are left out`() {
        #expect(Terms.of("What is the name of the dog?") == Terms.of("name dog"))
        #expect(Terms.of("Wie heißt der Hund?") == Terms.of("heisst hund"))
    }

    @Test func `scripts without spaces are cut into pairs`() {
        #expect(Terms.of("東京都") == ["東京", "京都"])
    }

    @Test func `any text has a bounded number of short terms`() {
        let terms = Terms.of(
            String(repeating: "word\u{301} \u{0}x ", count: 5000) + String(repeating: "y", count: 5000))
        #expect(terms.count <= Terms.most)
        #expect(terms.allSatisfy { $0.count <= 40 })
    }

    private func period(_ question: String) -> String? {
        let date = Date(timeIntervalSince1970: 1_764_669_900)  // Tuesday 2 December 2025
        return RecallQuery(question, at: date).period.map {
            $0.start.formatted(.iso8601.year().month().day()) + "+\(Int($0.duration / 86_400))"
        }
    }

    @Test(arguments: [
        ("What did we do yesterday?", "2025-12-01+1"), ("Who came in May?", "2025-05-01+31"),
        ("Was war im März 2024?", "2024-03-01+31"), ("What happened on 8 May 2023?", "2023-05-08+1"),
        ("And on 2023-05-08?", "2023-05-08+1"), ("Where was I in 2022?", "2022-01-01+365"),
        ("What did Ann say last month?", "2025-11-01+30"), ("Was war letztes Jahr?", "2024-01-01+366"),
    ])
    func `a question names its time`(question: String, expected: String) {
        #expect(period(question) == expected)
    }

    @Test(arguments: ["May I ask?", "What is 99999999999999999999?", "Where does Mar live?", "8 dogs"])
    func `other words are no time`(question: String) {
        #expect(period(question) == nil)
    }
}
