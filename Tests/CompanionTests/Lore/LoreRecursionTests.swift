import Testing

@testable import Companion

@Suite struct LoreRecursionTests {
    // MARK: recursion

    @Test func `what entries say brings up others`() {
        var stage = LoreStage(
            lore(0, "bessie", saying: "A friend of Rufus."), lore(1, "rufus", saying: "A dog of Anna."),
            lore(2, "anna"), lore(3, "rufus").with { $0.excludesRecursion = true })
        let outcome = stage.hear("Bessie!")
        #expect(outcome.tellings.map(\.id.entry) == [0, 1, 2])
        #expect(outcome.tellings.map(\.cause) == [.key("bessie"), .told(key: "rufus"), .told(key: "anna")])
    }

    @Test func `recursion can be forbidden by an entry, a book or the settings`() {
        var quiet = LoreStage(
            lore(0, "bessie", saying: "Rufus").with { $0.preventsRecursion = true }, lore(1, "rufus"))
        #expect(quiet.told("bessie") == [0])

        var book = LoreSamples.book(lore(0, "bessie", saying: "Rufus"), lore(1, "rufus"))
        book.isRecursive = false
        var forbidden = LoreStage([LoreIndex(book, name: "b")])
        #expect(forbidden.told("bessie") == [0])

        var settings = LoreSettings()
        settings.isRecursive = false
        var off = LoreStage(lore(0, "bessie", saying: "Rufus"), lore(1, "rufus"), settings: settings)
        #expect(off.told("bessie") == [0])
    }

    @Test func `a book that forbids it is not brought up by another book`() {
        let talkative = LoreIndex(LoreSamples.book(lore(0, "bessie", saying: "Rufus")), name: "one")
        var book = LoreSamples.book(lore(0, "rufus"))
        var stage = LoreStage([talkative, LoreIndex(book, name: "two")])
        #expect(stage.hear("bessie").tellings.map(\.id.book) == ["one", "two"])
        book.isRecursive = false
        stage.books[1] = LoreIndex(book, name: "two")
        #expect(stage.hear("bessie").tellings.map(\.id.book) == ["one"])
    }

    @Test func `entries that wait for recursion come up level by level`() {
        var stage = LoreStage(
            lore(0, "bessie", saying: "Rufus"), lore(1, "rufus").with { $0.recursionDelay = 1 },
            lore(2, "bessie").with { $0.recursionDelay = 2 }, lore(3, "nobody").with { $0.recursionDelay = 2 })
        #expect(stage.told("rufus") == [])
        let outcome = stage.hear("bessie rufus")
        #expect(outcome.tellings.map(\.id.entry) == [0, 1, 2])
    }

    @Test func `a higher level is looked at only when the lower one has nothing new`() {
        // The second would not be told if the third had come up before it.
        var stage = LoreStage(
            lore(0, "a", saying: "b"),
            lore(1, "b", saying: "x").with {
                $0.recursionDelay = 1
                $0.group = "g"
            },
            lore(2, "a", saying: "y").with {
                $0.recursionDelay = 2
                $0.group = "g"
            })
        #expect(stage.told("a") == [0, 1])
    }

    @Test func `an entry that waits for recursion waits in vain where its book forbids it`() {
        let talkative = LoreIndex(LoreSamples.book(lore(0, "bessie", saying: "Rufus")), name: "one")
        var book = LoreSamples.book(lore(0, "bessie").with { $0.recursionDelay = 1 })
        var stage = LoreStage([talkative, LoreIndex(book, name: "two")])
        #expect(stage.hear("bessie").tellings.count == 2)
        book.isRecursive = false
        stage.books[1] = LoreIndex(book, name: "two")
        #expect(stage.hear("bessie").tellings.count == 1)
    }

    @Test func `an entry that names itself, and a ring of entries, come to an end`() {
        var stage = LoreStage(lore(0, "a", saying: "a b"), lore(1, "b", saying: "c"), lore(2, "c", saying: "a"))
        #expect(stage.told("a") == [0, 1, 2])
    }

    @Test func `a chain of entries is followed so far and no further`() {
        var book = Lorebook()
        book.entries = (0..<40).map { lore($0, "k\($0).", saying: "k\($0 + 1).") }
        var stage = LoreStage([LoreIndex(book, name: "b")])
        #expect(stage.told("k0.").count == LoreActivation.passLimit + 1)
    }

    @Test func `secondary keys may stand in what entries say`() {
        var stage = LoreStage(
            lore(0, "bessie", saying: "cow"),
            lore(1, "bessie").with {
                $0.secondaryKeys = ["cow"]
                $0.logic = .andAny
            })
        #expect(stage.told("bessie") == [0, 1])
    }

    // MARK: groups

    @Test func `of a group one is told, by weight`() {
        var stage = LoreStage(
            lore(0, "a").with {
                $0.group = "weather"
                $0.groupWeight = 300
            }, lore(1, "a").with { $0.group = "weather" })
        var counts = [0, 0]
        for _ in 0..<1_000 {
            let told = stage.told("a")
            #expect(told.count == 1)
            for number in told { counts[number] += 1 }
        }
        #expect((700...800).contains(counts[0]))
    }

    @Test func `of a group the preferred one with the highest order is told`() {
        func member(_ id: Int, _ order: Double, _ isPreferred: Bool) -> LoreEntry {
            lore(id, "a").with {
                $0.group = "g"
                $0.order = order
                $0.hasGroupPriority = isPreferred
            }
        }
        var stage = LoreStage(member(0, 900, false), member(1, 5, true), member(2, 7, true))
        for _ in 0..<20 { #expect(stage.told("a") == [2]) }
    }

    @Test func `an entry of several groups keeps out the others of each`() {
        var stage = LoreStage(
            lore(0, "a").with {
                $0.group = "g, h"
                $0.hasGroupPriority = true
            }, lore(1, "a").with { $0.group = "g" }, lore(2, "a").with { $0.group = "h" },
            lore(3, "a").with { $0.group = "i" })
        let outcome = stage.hear("a")
        #expect(outcome.tellings.map(\.id.entry) == [0, 3])
        #expect(outcome.omissions.map(\.reason) == [.group, .group])
    }

    @Test func `a group that has its entry takes no other later on`() {
        var stage = LoreStage(
            lore(0, "a", saying: "b").with { $0.group = "g" }, lore(1, "b").with { $0.group = "g" }, lore(2, "b"))
        #expect(stage.told("a") == [0, 2])
    }

    @Test func `of a group those with most keys seen are left`() {
        var settings = LoreSettings()
        settings.usesGroupScoring = true
        let songs = [["song", "sing", "Black Cat"], ["song", "sing", "Ghosts"]].enumerated().map { id, keys in
            LoreEntry(id: id).with {
                $0.keys = keys
                $0.content = "song \(id)"
                $0.group = "songs"
            }
        }
        var book = Lorebook()
        book.entries = songs
        var stage = LoreStage([LoreIndex(book, name: "b", settings: settings)])
        var seen: Set<Int> = []
        for _ in 0..<50 { seen.formUnion(stage.told("sing me a song")) }
        #expect(seen == [0, 1])
        stage.messages = []
        for _ in 0..<50 { #expect(stage.told("sing me a song about Ghosts") == [1]) }
    }

    @Test(
        arguments: [
            (LoreLogic.andAny, "a b", [0]), (.andAny, "a b c", [0]), (.andAll, "a b", [1]), (.andAll, "a b c", [0]),
            (.notAny, "a", [1]), (.notAll, "a b", [1]),
        ] as [(LoreLogic, String, [Int])])
    func `secondary keys count for those that want them`(logic: LoreLogic, text: String, told: [Int]) {
        var settings = LoreSettings()
        settings.usesGroupScoring = true
        var stage = LoreStage(
            lore(0, "a").with {
                $0.secondaryKeys = ["b", "c"]
                $0.logic = logic
                $0.group = "g"
            },
            // Of two with the same score this one is told.
            lore(1, "a").with {
                $0.group = "g"
                $0.hasGroupPriority = true
            }, settings: settings)
        #expect(stage.told(text) == told)
    }
}
