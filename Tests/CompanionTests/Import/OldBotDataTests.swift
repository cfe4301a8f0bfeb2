import Foundation
import Testing

@testable import Companion

@Suite struct OldBotDataTests {
    private let folder: TemporaryFolder
    private let channel = OldBotFolderSample.channel

    init() throws {
        folder = try TemporaryFolder()
        try OldBotFolderSample.write(to: folder)
    }

    private func read(_ path: String? = nil) throws -> (items: [OldBotItem], report: ImportReport) {
        var data = try OldBotData(at: path ?? folder.path, timeZone: .gmt)
        var known: Set<String> = []
        let items = data.items(known: &known)
        return (items, data.report)
    }

    private func moment(_ text: String) -> Date? { WrittenDate(zone: .gmt).moment(text) }

    @Test func `everything is read, people first and a channel's archives before its history`() throws {
        let (items, report) = try read()
        let kinds = items.map { item in
            switch item {
            case .profile: "profile"
            case .document(let document): document.name
            case .summary: "summary"
            case .talk(let talk): talk.isArchive ? "archive" : "history"
            case .reminders: "reminders"
            case .notes: "notes"
            case .triviaScores: "trivia"
            }
        }
        #expect(
            kinds == [
                "profile", "readme.md", "storms.txt", "summary", "summary", "archive", "history", "reminders", "notes",
                "trivia",
            ])
        #expect(
            report.description == """
                Taken: 3 messages, 1 summary, 2 documents, 1 profile, 3 facts, 1 trait, 1 interest, 2 preferences, \
                1 quote, 1 relationship, 1 reminder, 1 note, 1 trivia score.
                There already: 1 summary.
                Not taken:
                - cookies.txt: sign-ins to other sites are not copied
                - vector_store: is made anew from the documents
                - user_profiles/user_77.json: 1 of its entries is left out; the first: “preferences” “nothing” is no \
                text, or a very long one
                """)
    }

    @Test func `messages have their speakers, exactly`() throws {
        let talks = try read().items.compactMap { if case .talk(let talk) = $0 { talk } else { nil } }
        let history = try #require(talks.last)
        #expect(history.channel == channel)
        #expect(history.messages.map(\.text) == ["hi @Ann", "hello <@123>"])
        #expect(history.messages.map(\.role) == [.user, .assistant])
        #expect(history.messages.map(\.userID) == ["123456789012345678", nil])
        #expect(history.messages.map(\.name) == ["bob", nil])
        #expect(history.messages.map(\.saidAt) == [nil, nil])
        let archive = try #require(talks.first)
        #expect(archive.isArchive && archive.channel == channel)
        #expect(archive.messages.map(\.userID) == ["88"])
        #expect(archive.endedBy == Date(timeIntervalSince1970: 1_761_955_200.5))
    }

    @Test func `a message may say when it was said`() throws {
        try folder.write(
            #"[{"role": "user", "content": "a", "timestamp": "2025-12-02T10:00:00+01:00"}]"#, to: "chat_history/5.json")
        let talks = try read().items.compactMap {
            if case .talk(let talk) = $0, talk.channel == "5" { talk } else { nil }
        }
        #expect(talks.first?.messages.first?.saidAt == moment("2025-12-02T09:00:00"))
    }

    @Test func `a profile is read with all that was known`() throws {
        let profiles = try read().items.compactMap { if case .profile(let profile) = $0 { profile } else { nil } }
        let ann = try #require(profiles.first)
        #expect(ann.userID == "77" && ann.name == "ann" && ann.interactionCount == 12)
        #expect(ann.facts.map(\.text) == ["Owns a telescope", "Likes tea", "When you see ann: bow"])
        #expect(ann.facts.map(\.source) == [.conversation, .unknown, .manualInstruction])
        #expect(ann.facts.first?.learntAt == moment("2025-12-02T08:00:00"))
        #expect(ann.traits.map(\.text) == ["curious"] && ann.interests.map(\.text) == ["astronomy"])
        #expect(ann.preferences.map(\.topic) == ["quiet", "timezone"])
        #expect(ann.preferences.map(\.text) == ["yes", "CET"])
        #expect(ann.quotes.map(\.text) == ["Look up!"] && ann.quotes.first?.context == "stars")
        #expect(ann.relationships.map(\.topic) == ["88"])
        #expect(ann.affection?.level == 23 && ann.affection?.stage == .acquaintance)
        #expect(ann.affection?.positive == 9 && ann.affection?.negative == 1)
        #expect(ann.firstMet == moment("2025-12-01T08:00:00"))
    }

    @Test func `documents have the category of their folder`() throws {
        let documents = try read().items.compactMap { if case .document(let document) = $0 { document } else { nil } }
        #expect(documents.map(\.category) == ["general", "sea_lore"])
        #expect(documents.map(\.text) == ["# Rules\nBe kind.", "Storms come from the west."])
        #expect(documents.map(\.key.owner) == ["readme.md", "Sea Lore/storms.txt"])
    }

    @Test func `a summary that lies there twice is one summary`() throws {
        let summaries = try read().items.compactMap { if case .summary(let summary) = $0 { summary } else { nil } }
        #expect(summaries.map(\.text) == ["Ann bought a telescope.", "Ann bought a telescope."])
        #expect(Set(summaries.map(\.key)).count == 1)
        #expect(summaries.first?.participants == ["ann"] && summaries.first?.messageCount == 24)
        #expect(summaries.first?.summedUpAt == moment("2025-12-02T10:00:00"))
    }

    @Test func `reminders, notes and scores are kept for later`() throws {
        let items = try read().items
        guard case .reminders(let reminders) = items[7], case .notes(let notes) = items[8],
            case .triviaScores(let scores) = items[9]
        else {
            Issue.record("other items")
            return
        }
        #expect(reminders.map(\.text) == ["tea"] && reminders.map(\.id) == ["a1b2c3d4"])
        #expect(reminders.map(\.channel) == ["2"] && reminders.first?.dueAt == moment("2025-12-02T17:00:00"))
        #expect(notes.map(\.text) == ["milk"] && notes.map(\.category) == ["shop"] && notes.map(\.userID) == ["1"])
        #expect(scores.map(\.points) == [240] && scores.map(\.bestStreak) == [5] && scores.map(\.correct) == [8])
    }

    @Test func `times without a zone are those of the old machine, but profiles are in Greenwich time`() throws {
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        var data = try OldBotData(at: folder.path, timeZone: berlin)
        var known: Set<String> = []
        for item in data.items(known: &known) {
            if case .profile(let profile) = item { #expect(profile.firstMet == moment("2025-12-01T08:00:00")) }
            if case .reminders(let reminders) = item {
                #expect(reminders.first?.dueAt == moment("2025-12-02T16:00:00"))
            }
        }
    }

    @Test func `the folder of the whole program will do`() throws {
        let outer = try TemporaryFolder()
        for (name, text) in OldBotFolderSample.files { try outer.write(text, to: "data/" + name) }
        #expect(try read(outer.path).report.taken == read().report.taken)
    }

    @Test func `a folder of something else is refused with a hint`() throws {
        let other = try TemporaryFolder()
        try other.write("x", to: "holiday.txt")
        for path in [other.path, other.path + "/holiday.txt", other.path + "/nowhere", "", "\0", "/dev/null"] {
            #expect { try OldBotData(at: path, timeZone: .gmt) } throws: { error in
                guard let fault = error as? ImportFault else { return false }
                return fault.reason.contains("data") || path == "\0" || path.isEmpty
            }
        }
    }
}
