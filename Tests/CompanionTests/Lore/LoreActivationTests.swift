import Testing

@testable import Companion

@Suite struct LoreActivationTests {
    // MARK: what brings an entry up

    @Test func `a constant is told without a key, others with one`() {
        var stage = LoreStage(lore(0).with { $0.isConstant = true }, lore(1, "dragon"), lore(2, "elf"), lore(3))
        let outcome = stage.hear("A dragon!")
        #expect(outcome.tellings.map(\.id.entry) == [0, 1])
        #expect(outcome.tellings.map(\.cause) == [.constant, .key("dragon")])
        #expect(outcome.tellings.map(\.text) == ["entry 0", "entry 1"])
    }

    @Test func `what is switched off or says nothing is never told`() {
        var stage = LoreStage(
            lore(0, "dragon").with { $0.isEnabled = false }, lore(1, "dragon", saying: ""),
            lore(2, "dragon").with {
                $0.isConstant = true
                $0.isEnabled = false
            })
        stage.similar = [LoreID(book: "b", entry: 0): 1]
        #expect(stage.told("dragon") == [])
    }

    @Test(
        arguments: [
            (LoreLogic.andAny, "dragon", false), (.andAny, "dragon cave", true), (.andAny, "dragon cave gold", true),
            (.andAny, "cave gold", false), (.andAll, "dragon cave", false), (.andAll, "dragon cave gold", true),
            (.notAny, "dragon", true), (.notAny, "dragon cave", false), (.notAny, "dragon cave gold", false),
            (.notAll, "dragon", true), (.notAll, "dragon cave", true), (.notAll, "dragon cave gold", false),
            (.notAll, "gold", false),
        ] as [(LoreLogic, String, Bool)])
    func `secondary keys`(logic: LoreLogic, text: String, isTold: Bool) {
        let wary = lore(0, "wyrm", "dragon").with {
            $0.secondaryKeys = ["cave", "gold"]
            $0.logic = logic
        }
        var stage = LoreStage(wary)
        #expect(stage.told(text) == (isTold ? [0] : []))
        var careless = LoreStage(wary.with { $0.isSelective = false })
        #expect(careless.told("dragon cave gold") == [0])
    }

    @Test func `messages are looked at as far back as the entry, the book or the settings say`() {
        var settings = LoreSettings()
        settings.scanDepth = 1
        var book = LoreSamples.book(
            lore(0, "dragon"), lore(1, "dragon").with { $0.scanDepth = 3 },
            lore(2, "dragon").with { $0.scanDepth = 0 })
        var stage = LoreStage([LoreIndex(book, name: "b", settings: settings)])
        #expect(stage.told("dragon") == [0, 1])
        #expect(stage.told("and then") == [1])
        #expect(stage.told("what then") == [1])
        #expect(stage.told("nothing") == [])
        book.scanDepth = 2
        var deeper = LoreStage([LoreIndex(book, name: "b", settings: settings)])
        _ = deeper.told("dragon")
        #expect(deeper.told("and then") == [0, 1])
    }

    @Test func `a book that says 0 leaves it to the settings`() {
        var book = LoreSamples.book(lore(0, "dragon"))
        book.scanDepth = 0
        book.tokenBudget = 0
        var stage = LoreStage([LoreIndex(book, name: "b")])
        #expect(stage.told("dragon") == [0])
    }

    @Test func `who speaks is looked at too`() {
        var stage = LoreStage(lore(0, "Ana"), lore(1, #"/\x01Bob: .*dragon/"#))
        #expect(stage.told("a dragon", from: "Ana") == [0])
        stage.messages = []
        #expect(stage.told("the dragon", from: "Bob") == [1])
    }

    @Test func `a secondary key that cannot be looked for is not there`() {
        func entry(_ id: Int, _ logic: LoreLogic) -> LoreEntry {
            lore(id, "dragon").with {
                $0.secondaryKeys = ["/(?=x)/", " "]
                $0.logic = logic
            }
        }
        var stage = LoreStage(entry(0, .andAny), entry(1, .andAll), entry(2, .notAny), entry(3, .notAll))
        #expect(stage.told("dragon") == [2, 3])
        var blank = LoreStage(lore(0, "dragon").with { $0.secondaryKeys = ["", " "] })
        #expect(blank.told("dragon") == [0])
    }

    @Test func `a key does not reach from one message into another`() {
        var stage = LoreStage(lore(0, "red dragon"))
        _ = stage.told("it is red")
        #expect(stage.told("dragon") == [])
    }

    @Test func `an entry whose meaning is near is told`() {
        var stage = LoreStage(lore(0, "dragon"), lore(1))
        stage.similar = [
            LoreID(book: "b", entry: 1): 0.8, LoreID(book: "b", entry: 9): 0.9, LoreID(book: "x", entry: 0): 1,
        ]
        let outcome = stage.hear("a beast with wings")
        #expect(outcome.tellings.map(\.cause) == [.meaning(score: 0.8)])
    }

    @Test func `decorators at the start are obeyed and never told`() {
        var stage = LoreStage(
            lore(0, "dragon", saying: "@@dont_activate\nNever."), lore(1, saying: "@@activate\n@@depth 4\n\nAlways."),
            lore(2, "dragon", saying: "@@role user\n@@@fallback\nSays."), lore(3, "dragon", saying: "@@depth 3"),
            lore(4, "dragon", saying: "a@@b"))
        let outcome = stage.hear("dragon")
        #expect(outcome.tellings.map(\.text) == ["Always.", "Says.", "a@@b"])
        #expect(outcome.tellings.first?.cause == .decorator)
        #expect(outcome.omissions == [LoreOutcome.Omission(id: LoreID(book: "b", entry: 3), reason: .nowhere)])
    }

    // MARK: chance

    @Test func `an entry with a probability is told about so often`() {
        var stage = LoreStage(
            lore(0, "a").with { $0.probability = 30 }, lore(1, "a").with { $0.probability = 0 },
            lore(2, "a").with {
                $0.probability = 0
                $0.usesProbability = false
            })
        var counts = [0, 0, 0]
        for _ in 0..<1_000 { for number in stage.told("a") { counts[number] += 1 } }
        #expect((250...350).contains(counts[0]))
        #expect(counts[1...] == [0, 1_000])
    }

    @Test func `bad luck lasts for the turn`() {
        // What the constant says would bring it up a second time.
        var stage = LoreStage(
            lore(0, saying: "a a a").with { $0.isConstant = true }, lore(1, "a").with { $0.probability = 50 })
        var count = 0
        for _ in 0..<1_000 { count += stage.told("a").count - 1 }
        #expect((440...560).contains(count))
    }

    // MARK: order and budget

    @Test func `entries stand at their places, higher orders last`() {
        var stage = LoreStage(
            lore(0, "a").with { $0.order = 5 }, lore(1, "a").with { $0.order = 1 },
            lore(2, "a").with { $0.position = .afterCharacter }, lore(3, "a").with { $0.position = .inChat },
            lore(4, "a").with {
                $0.position = .inChat
                $0.depth = 9
            },
            lore(5, "a").with { $0.position = .outlet },
            lore(6, "a").with {
                $0.position = .outlet
                $0.outlet = "weather"
            }, lore(7, "a").with { $0.order = 5 })
        let places = stage.hear("a").places
        #expect(places.map { $0.tellings.map(\.id.entry) } == [[1, 0, 7], [2], [4], [3], [6]])
        #expect(
            places.map(\.place) == [
                .beforeCharacter, .afterCharacter, .inChat(depth: 9, role: .system), .inChat(depth: 4, role: .system),
                .outlet("weather"),
            ])
    }

    @Test func `constants come first where room is short, then the higher order, and what does not fit is left out`() {
        var stage = LoreStage(
            lore(0, "a", saying: "0123456789").with { $0.order = 300 },
            lore(1, "a", saying: "0123456789").with { $0.order = 200 },
            lore(2, saying: "01234").with {
                $0.isConstant = true
                $0.order = 1
            }, lore(3, "a", saying: "0123").with { $0.order = 2 },
            lore(4, "a", saying: String(repeating: "x", count: 500)).with { $0.ignoresBudget = true })
        stage.budget = 20
        let outcome = stage.hear("a")
        #expect(outcome.tellings.map(\.id.entry) == [2, 3, 4, 0])
        #expect(outcome.omissions == [LoreOutcome.Omission(id: LoreID(book: "b", entry: 1), reason: .budget)])
        #expect(outcome.tellings.map(\.tokens) == [5, 4, 500, 10])
        stage.budget = -5
        #expect(stage.told("a") == [4])
    }

    @Test func `a book has its own budget`() {
        var small = LoreSamples.book(
            lore(0, "a", saying: "0123456789"), lore(1, "a", saying: "01234"), lore(2, "a", saying: "012"))
        small.tokenBudget = 6
        let large = LoreSamples.book(lore(0, "a", saying: "0123456789"))
        var stage = LoreStage([LoreIndex(small, name: "small"), LoreIndex(large, name: "large")])
        let outcome = stage.hear("a")
        #expect(
            outcome.tellings.map(\.id) == [LoreID(book: "small", entry: 1), LoreID(book: "large", entry: 0)])
        #expect(outcome.omissions.map(\.reason) == [.bookBudget, .bookBudget])
    }

    @Test func `what messages bring up goes before what entries bring up`() {
        var stage = LoreStage(
            lore(0, "bessie", saying: "Rufus likes her."),
            lore(1, "rufus", saying: "Rufus: dog").with { $0.order = 900 },
            lore(2, "bessie", saying: "A cow.").with { $0.order = 1 })
        stage.budget = 26
        let outcome = stage.hear("Bessie")
        #expect(outcome.tellings.map(\.id.entry) == [2, 0])
        #expect(outcome.omissions.map(\.reason) == [.budget])
    }
}
