import DiscordModel
import Testing

@testable import Bot

@Suite struct AttentionTableTests {
    struct Row: Sendable {
        var expected: String
        var facts: Set<String>
        var text: String
    }

    static let rows: [Row] = AttentionSituationsTable.rows.split(separator: "\n").compactMap { line in
        let cells = line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
            .map { $0.trimmed() }
        guard cells.count == 3 else { return nil }
        return Row(
            expected: cells[0].split(separator: " ").joined(separator: " "),
            facts: Set(cells[1].split(separator: " ").map(String.init)),
            text: cells[2].replacing("\\n", with: "\n"))
    }

    @Test func `at least 150 situations, 95 of 100 decided as people would`() {
        #expect(Self.rows.count >= 150)
        let wrong = Self.rows.compactMap { row -> String? in
            let decision = Self.decision(for: row)
            return decision == row.expected
                ? nil : "\(row.facts.sorted()) “\(row.text)”: \(decision), not \(row.expected)"
        }
        let share = 100 * Double(Self.rows.count - wrong.count) / Double(Self.rows.count)
        print("attention: \(Self.rows.count - wrong.count) of \(Self.rows.count) situations right")
        if !wrong.isEmpty { print("wrong: " + wrong.joined(separator: "\nwrong: ")) }
        #expect(share >= 95)
    }

    /// What the specification demands is no matter of percent.
    @Test(arguments: [
        ("mention", "<@1> hello", "answer mentioned"), ("reply-bot", "go on", "answer reply_to_bot"),
        ("", "arby what now", "answer name_trigger"), ("", "both of us", "ignore not_addressed"),
        ("image", "look at this", "answer image_question"), ("", "arby #ignore", "ignore ignore_tag"),
        ("", "!arby", "ignore command_prefix"), ("ignored mention", "<@1>", "ignore ignored_user"),
        ("dm", "hello", "answer dm"), ("follow-up", "and then?", "answer session"),
        ("ended", "and then?", "ignore not_addressed"),
    ])
    func `the decisions of the specification`(facts: String, text: String, expected: String) {
        let row = Row(expected: expected, facts: Set(facts.split(separator: " ").map(String.init)), text: text)
        #expect(Self.decision(for: row) == expected)
    }

    // MARK: From words to facts

    private static func decision(for row: Row) -> String {
        var attention = Attention(rules: .init(ignoredUsers: row.facts.contains("ignored") ? [2] : []))
        let situation = situation(of: row)
        if row.facts.contains("duplicate") { _ = attention.decide(on: situation) }
        switch attention.decide(on: situation) {
        case .ignore(let why): return "ignore \(why.rawValue)"
        case .observe(let why): return "observe \(why.rawValue)"
        case .answer(let why, _): return "answer \(why.rawValue)"
        case .ask(_, .answer(let why, _)): return "ask \(why.rawValue)"
        case .ask: return "ask"
        }
    }

    private static func situation(of row: Row) -> Situation {
        let facts = row.facts
        let names = facts.compactMap {
            $0.hasPrefix("named:") ? String($0.dropFirst(6).replacing("_", with: " ")) : nil
        }
        var situation = Situation(message: 100, from: ChannelMember(channel: 50, user: 2), text: row.text)
        situation.names = OwnNames(names.isEmpty ? ["Arby", "Captain Reed"] : names)
        for (fact, author) in Self.authors where facts.contains(fact) { situation.author = author }
        situation.isDirect = facts.contains("dm")
        situation.mentionsBot = facts.contains("mention")
        situation.mentionsOthers = facts.contains("others")
        situation.replyTarget =
            facts.contains("reply-bot") ? .ownself : facts.contains("reply-other") ? .another : .nobody
        situation.hasImage = facts.contains("image")
        situation.hasRecentImage = facts.contains("recent-image")
        situation.othersHere = ["Bob", "Zoë"].map(Phrase.init)
        situation.interests = ["sailing", "black holes"].map(Phrase.init)
        situation.hasOpenFollowUp = facts.contains("follow-up")
        situation.channel = .init(maySpeak: !facts.contains("silent"), isAmbient: facts.contains("ambient"))
        situation.roll = facts.contains("lucky") ? 0.01 : facts.contains("fair") ? 0.2 : 0.99
        return situation
    }

    private static let authors: [(String, Situation.Author)] = [
        ("self", .ownself), ("bot", .bot), ("webhook", .webhook), ("system", .system),
    ]
}

extension Substring {
    fileprivate func trimmed() -> String {
        var slice = drop { $0 == " " }
        while slice.last == " " { slice.removeLast() }
        return String(slice)
    }
}
