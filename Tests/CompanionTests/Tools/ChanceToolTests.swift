import Inference
import Testing

@testable import Companion

@Suite struct ChanceToolTests {
    @Test(arguments: [
        ("d20", "1d20"), ("2d6", "2d6"), ("4D8+2", "4d8+2"), (" 3 d 6 - 1 ", "3d6-1"), ("100d1000", "100d1000"),
        ("2w6", "2d6"),
        ("1d6+0", "1d6"),
    ])
    func `dice are read as players write them`(text: String, dice: String) throws {
        #expect(try Dice(text).description == dice)
    }

    @Test(arguments: [
        "", "d", "2d", "d0", "0d6", "101d6", "1d1001", "2d6+", "2d6*3", "-1d6", "9999999999d6", "2d6+999999", "２d6",
        "2d6d6",
    ])
    func `what are no dice is refused`(text: String) {
        #expect(throws: ToolRefusal.self) { try Dice(text) }
    }

    @Test(arguments: 1...200)
    func `rolls stay within their dice, and the sum is right`(seed: Int) async throws {
        let context = ToolBench.context(seed: UInt64(seed))
        let result = try await ToolBench.result("roll_dice", ["dice": "3d6+2"], in: context)
        let match = try #require(result.wholeMatch(of: /3d6\+2: (\d+) \+ (\d+) \+ (\d+) \+ 2 = (\d+)/), "\(result)")
        let rolls = [match.1, match.2, match.3].compactMap { Int($0) }
        #expect(rolls.allSatisfy { (1...6).contains($0) })
        #expect(Int(match.4) == rolls.reduce(2, +))
    }

    @Test func `every side comes up, and a seed repeats its rolls`() async throws {
        var seen: Set<String> = []
        for seed in 1...200 {
            let result = try await ToolBench.result(
                "roll_dice", ["dice": "d6"], in: ToolBench.context(seed: UInt64(seed)))
            #expect(
                try await ToolBench.result("roll_dice", ["dice": "d6"], in: ToolBench.context(seed: UInt64(seed)))
                    == result)
            seen.insert(result)
        }
        #expect(seen == Set((1...6).map { "1d6: \($0)" }))
    }

    @Test func `the most dice fit into one answer`() async throws {
        let result = try await ToolBench.result("roll_dice", ["dice": "100d1000-5"])
        #expect(result.count < Toolbox.outputLimit)
        #expect(result.contains(" - 5 = "))
    }

    @Test func `a random number lies between its ends, in whichever order they come`() async throws {
        var seen: Set<Int> = []
        for seed in 1...300 {
            let context = ToolBench.context(seed: UInt64(seed))
            let arguments: JSONValue = seed.isMultiple(of: 2) ? ["min": 3, "max": 7] : ["min": "7", "max": "3"]
            seen.insert(try #require(Int(try await ToolBench.result("random_number", arguments, in: context))))
        }
        #expect(seen == Set(3...7))
        #expect((1...100).contains(try #require(Int(try await ToolBench.result("random_number")))))
        #expect(try await ToolBench.result("random_number", ["min": 5, "max": 5]) == "5")
        #expect(
            try await ToolBench.result("random_number", ["min": 0, "max": 1e300]).contains("from -1000000000000000 to"))
    }

    @Test(arguments: [
        ("tea, coffee ,cocoa", ["tea", "coffee", "cocoa"]),
        ("tea or coffee", ["tea", "coffee"]),
        ("hot tea\ncold tea", ["hot tea", "cold tea"]),
        ("a; b; c", ["a", "b", "c"]),
        ("[\"a\", \"b\"]", ["a", "b"]),
        ("only", ["only"]),
        (" , ,", []),
    ])
    func `options are parted as they were meant`(text: String, options: [String]) {
        #expect(RandomChoice.options(text) == options)
    }

    @Test func `every option can be chosen, from a text or a list`() async throws {
        var seen: Set<String> = []
        for seed in 1...100 {
            seen.insert(
                try await ToolBench.result(
                    "random_choice", ["options": ["tea", "coffee", "cocoa"]], in: ToolBench.context(seed: UInt64(seed)))
            )
        }
        #expect(seen == ["tea", "coffee", "cocoa"])
        #expect(try await ToolBench.result("random_choice", ["options": ",,"]).hasPrefix("Error: there is nothing"))
    }
}
