import Companion
import DiscordModel
import Testing

@testable import Bot

@Suite struct AttentionTests {
    @Test func `the model's word decides, its silence falls back`() {
        let fallback = Attention.Decision.answer(.looksLikeQuestion, .helpful)
        #expect(Attention.decision(modelSaysMeant: true, fallback: fallback) == .answer(.modelSaysMeant, .helpful))
        #expect(Attention.decision(modelSaysMeant: false, fallback: fallback) == .observe(.modelSaysNotMeant))
        #expect(Attention.decision(modelSaysMeant: nil, fallback: fallback) == fallback)
    }

    @Test func `a message is decided about once, however many came between within the memory's bound`() {
        var attention = Attention()
        #expect(attention.decide(on: said("hi", id: 1, isDirect: true)) == .answer(.directMessage, .conversational))
        for id in 2...900 { _ = attention.decide(on: said("hi", id: UInt64(id), isDirect: true)) }
        #expect(attention.decide(on: said("hi", id: 1, isDirect: true)) == .ignore(.duplicate))
    }

    @Test func `what was filtered may still be answered: only messages that were weighed count as seen`() {
        var attention = Attention()
        #expect(attention.decide(on: said("  ", id: 1, isDirect: true)) == .ignore(.nothingSaid))
        #expect(attention.decide(on: said("hello", id: 1, isDirect: true)) == .answer(.directMessage, .conversational))
    }

    @Test func `the memory of messages stays small`() {
        var seen = RecentMessages()
        for id in 0..<10_000 { #expect(seen.insert(Snowflake(UInt64(id))) == true) }
        #expect(seen.count < 2 * RecentMessages.generation)
        #expect(seen.insert(9_999) == false)
    }

    @Test func `no prefix, no commands of others`() {
        var attention = Attention(rules: .init(prefix: ""))
        #expect(attention.decide(on: said("!hi", id: 1, isDirect: true)) == .answer(.directMessage, .conversational))
    }

    @Test func `every reason has a code of its own and a sentence`() {
        for reason in Reason.allCases {
            #expect(reason.sentence.hasSuffix("."))
            #expect(reason.rawValue.allSatisfy { $0.isLowercase || $0 == "_" })
        }
        #expect(Set(Reason.allCases.map(\.sentence)).count == Reason.allCases.count)
    }

    private func said(_ text: String, id: UInt64, isDirect: Bool = false) -> Situation {
        var situation = Situation(message: Snowflake(id), from: ChannelMember(channel: 5, user: 2), text: text)
        situation.isDirect = isDirect
        return situation
    }
}
