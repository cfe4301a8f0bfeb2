import Inference
import Testing

@testable import Companion

@Suite struct LoreTimeTests {
    // MARK: time

    @Test func `sticky, cooldown and delay, message by message`() {
        var stage = LoreStage(
            lore(0, "dragon").with {
                $0.sticky = 3
                $0.cooldown = 2
                $0.delay = 2
                $0.scanDepth = 1
            })
        let told = (0..<9).map { stage.told([0, 1, 5, 6, 7].contains($0) ? "dragon" : "no") }
        #expect(told == [[], [0], [0], [0], [0], [], [], [0], [0]])
    }

    @Test func `what stays does not try its luck again and says why it is there`() {
        var stage = LoreStage(
            lore(0, "dragon").with {
                $0.sticky = 50
                $0.scanDepth = 1
                $0.probability = 50
            })
        while stage.told("dragon") != [0] { #expect(stage.turn < 100) }
        for _ in 0..<50 { #expect(stage.hear("no").tellings.map(\.cause) == [.sticky]) }
        #expect(stage.told("no") == [])
        #expect(stage.state.timers.isEmpty)
    }

    @Test func `being brought up again does not lengthen the stay`() {
        var stage = LoreStage(
            lore(0, "dragon").with {
                $0.sticky = 2
                $0.cooldown = 1
                $0.scanDepth = 1
            })
        #expect((0..<5).map { _ in stage.told("dragon") } == [[0], [0], [0], [], [0]])
    }

    @Test func `a turn that is taken back takes its timers along`() {
        var stage = LoreStage(lore(0, "dragon").with { $0.cooldown = 5 })
        #expect(stage.told("dragon") == [0])
        #expect(stage.again().tellings.count == 1)
        #expect(stage.told("dragon") == [])
        stage.turn = 1
        #expect(stage.again().tellings.count == 1)
    }

    @Test func `an entry does not stay when the message that brought it up is deleted`() {
        var stage = LoreStage(lore(0, "dragon").with { $0.sticky = 9 })
        _ = stage.told("hello")
        #expect(stage.told("dragon") == [0])
        stage.messages.removeLast()
        #expect(stage.again().tellings.isEmpty)
        #expect(stage.state.timers.isEmpty)
    }

    @Test func `an edited entry starts anew`() {
        let old = lore(0, "dragon").with { $0.cooldown = 50 }
        var stage = LoreStage(old)
        #expect(stage.told("dragon") == [0])
        #expect(stage.told("dragon") == [])
        stage.books = [LoreIndex(LoreSamples.book(old.with { $0.content = "new" }), name: "b")]
        #expect(stage.told("dragon") == [0])
    }

    @Test func `a book that is away keeps its timers`() {
        let index = LoreIndex(LoreSamples.book(lore(0, "dragon").with { $0.cooldown = 4 }), name: "b")
        var stage = LoreStage([index])
        #expect(stage.told("dragon") == [0])
        stage.books = []
        #expect(stage.told("dragon") == [])
        stage.books = [index]
        #expect((0..<4).map { _ in stage.told("dragon") } == [[], [], [], [0]])
    }

    @Test func `what stays is the one of its group`() {
        var stage = LoreStage(
            lore(0, "x").with {
                $0.group = "g"
                $0.sticky = 3
                $0.scanDepth = 1
            },
            lore(1, "a").with {
                $0.group = "g"
                $0.hasGroupPriority = true
                $0.scanDepth = 1
            })
        #expect(stage.told("x") == [0])
        #expect(stage.told("a") == [0])
    }

    @Test func `what was left out has no timer`() {
        var stage = LoreStage(lore(0, "dragon").with { $0.cooldown = 9 })
        stage.budget = 1
        #expect(stage.told("dragon") == [])
        stage.budget = 100
        #expect(stage.told("dragon") == [0])
    }

    // MARK: hostile

    @Test(
        arguments: [
            .null, [], 5, ["b": 5], ["b": ["x": [1, 2, 3, "f"]]], ["b": ["0": [1, 2]]], ["b": ["0": [1, 2, 3, 4]]],
            ["b": ["0": [-1, 2, 3, "f"]]], ["b": ["0": [1e300, 2, 3, "f"]]],
        ] as [JSONValue])
    func `a state that is none is forgotten`(json: JSONValue) {
        #expect(LoreState(json: json).timers.isEmpty)
    }

    @Test func `a state is bounded`() {
        var entries: [String: JSONValue] = [:]
        for number in 0..<3_000 { entries["\(number)"] = [1, 2, .number(Double(3 + number)), "f"] }
        let state = LoreState(json: ["b": .object(entries)])
        #expect(state.timers.count == LoreState.limit)
        #expect(state.timers.keys.allSatisfy { $0.entry >= 2_000 })
        #expect(LoreState(json: state.json) == state)
    }

    @Test func `numbers at their ends do no harm`() {
        for turn in [Int.min, -1, 0, Int.max] {
            var stage = LoreStage(
                lore(0, "a").with {
                    $0.sticky = .max
                    $0.cooldown = .max
                    $0.order = .nan
                    $0.scanDepth = 1_000
                    $0.groupWeight = turn == 0 ? .nan : -.infinity
                    $0.depth = turn
                    $0.position = .inChat
                    $0.group = ",, ,g"
                })
            stage.messages = [LoreScene.Message(speaker: "", text: "a")]
            stage.turn = turn
            stage.budget = turn
            _ = stage.again()
            _ = stage.again()
        }
    }

    @Test func `a book of nothing but trouble is decided about`() {
        var chance = Seeded(61)
        for _ in 0..<60 {
            var book = Lorebook()
            book.entries = (0..<30).map { id in
                var entry = lore(
                    id, "k\(Int.random(in: 0..<6, using: &chance))", saying: "k\(Int.random(in: 0..<8, using: &chance))"
                )
                entry.isConstant = Int.random(in: 0..<8, using: &chance) == 0
                entry.group = ["", "g", "h", "g,h"].randomElement(using: &chance) ?? ""
                entry.sticky = Int.random(in: 0...2, using: &chance)
                entry.cooldown = Int.random(in: 0...2, using: &chance)
                entry.delay = Int.random(in: 0...3, using: &chance)
                entry.recursionDelay = Int.random(in: 0...2, using: &chance)
                entry.probability = Double.random(in: 0...120, using: &chance)
                entry.order = Double(Int.random(in: 0...3, using: &chance))
                entry.position = LorePosition.allCases.randomElement(using: &chance) ?? .outlet
                entry.preventsRecursion = Bool.random(using: &chance)
                entry.excludesRecursion = Bool.random(using: &chance)
                return entry
            }
            var stage = LoreStage([LoreIndex(book, name: "b"), LoreIndex(book, name: "c")])
            stage.budget = 40
            for _ in 0..<8 {
                let outcome = stage.hear("k\(Int.random(in: 0..<6, using: &chance))")
                let ids = outcome.tellings.map(\.id)
                #expect(Set(ids).count == ids.count)
                #expect(outcome.tellings.reduce(0) { $0 + $1.tokens } <= 40)
                #expect(Set(ids).isDisjoint(with: outcome.omissions.map(\.id)))
                for group in ["g", "h"] {
                    let members = ids.filter { book.entries[$0.entry].groups.contains(group) }
                    #expect(members.count <= 1, "\(group)")
                }
                for (one, other) in zip(outcome.tellings, outcome.tellings.dropFirst()) {
                    #expect(one.place != other.place || one.order <= other.order)
                }
            }
        }
    }
}
