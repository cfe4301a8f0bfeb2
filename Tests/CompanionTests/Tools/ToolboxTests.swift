import Inference
import Testing

@testable import Companion

@Suite struct ToolboxTests {
    /// Does what the test wants.
    private struct Probe: Tool {
        var description = ToolDescription("probe", "A probe.", .text("say", "what to say", default: "hm"))
        var act: @Sendable (ToolArguments) async throws -> String

        func run(_ arguments: ToolArguments, in context: ToolContext) async throws -> String {
            try await act(arguments)
        }
    }

    /// All waiting is over at once.
    private struct NoTime: Clock {
        var now: ContinuousClock.Instant { ContinuousClock().now }
        var minimumResolution: Duration { .zero }
        func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
            try Task.checkCancellation()
        }
    }

    private struct Broken: Error {}

    private func result(_ call: ToolCall, _ tools: [any Tool] = Toolbox.standardTools) async throws -> String {
        try await Toolbox(tools).run(call, in: ToolBench.context())
    }

    private func call(_ name: String, _ arguments: String = "{}") -> ToolCall {
        ToolCall(id: "1", name: name, arguments: arguments)
    }

    @Test func `there are the twenty-one, each with its own name, a summary and an activity`() {
        let toolbox = Toolbox()
        #expect(toolbox.descriptions.count == 21)
        #expect(Set(toolbox.descriptions.map(\.name)).count == 21)
        for tool in toolbox.descriptions {
            #expect(tool.summary.hasSuffix("."), "\(tool.name)")
            #expect(tool.parameters["type"] == "object")
            let activity = toolbox.activity(of: call(tool.name))
            #expect(!activity.isEmpty && !activity.contains("_"), "\(tool.name)")
        }
        #expect(toolbox.activity(of: call("nonsense")) == "looks for a tool")
        #expect(Toolbox([Probe { _ in "" }]).activity(of: call("probe")) == "uses probe")
    }

    @Test func `tools are found by name, in the order they are asked for`() {
        let named = Toolbox().descriptions(named: ["roll_dice", "nonsense", "calculate"])
        #expect(named.map(\.name) == ["roll_dice", "calculate"])
    }

    @Test func `what is not among the tools of the moment is unknown`() async throws {
        let few = Toolbox().only(["roll_dice", "nonsense"])
        let result = try await few.run(call("calculate", #"{"expression":"1"}"#), in: ToolBench.context())
        #expect(result.contains("no tool “calculate”") && result.hasSuffix("There are: roll_dice."))
        let roll = call("roll_dice", #"{"dice":"1d6"}"#)
        #expect(try await few.run(roll, in: ToolBench.context()).hasPrefix("Error") == false)
    }

    @Test func `an unknown tool is answered with the names that are known`() async throws {
        let result = try await result(call("calculater"))
        #expect(
            result.hasPrefix(
                "Error: there is no tool “calculater” (did you mean “calculate”?). There are: get_current_time, "))
    }

    @Test func `a name may be written a little differently`() async throws {
        #expect(try await result(call("Get-Current-Date")) == "2025-12-02 (Tuesday)")
    }

    @Test func `what a tool says is cut at the limit`() async throws {
        let long = Probe { _ in String(repeating: "é\u{301}", count: 5_000) }
        let result = try await result(call("probe"), [long])
        #expect(result.unicodeScalars.count == Toolbox.outputLimit)
        #expect(result.hasSuffix("…"))
    }

    @Test func `arguments that nobody knows are noted beside the result`() async throws {
        let echo = Probe { try $0.text("say") }
        #expect(
            try await result(call("probe", #"{"say": "hi", "mood": 1, "sai": 2}"#), [echo])
                == "hi (“mood” is not an argument; “sai” is not an argument (did you mean “say”?))")
    }

    @Test func `a refusal and a failure are told, each in its way`() async throws {
        #expect(try await result(call("probe"), [Probe { _ in throw ToolRefusal("no") }]) == "Error: no")
        #expect(
            try await result(call("probe"), [Probe { _ in throw Broken() }])
                == "Error: probe does not work at the moment.")
        #expect(
            try await result(call("probe"), [Probe { _ in throw CancellationError() }])
                == "Error: probe does not work at the moment.")
    }

    @Test func `a tool that takes too long is stopped`() async throws {
        let slow = Probe { _ in
            try await Task.sleep(for: .seconds(3600))
            return "late"
        }
        let toolbox = Toolbox([slow], clock: NoTime())
        #expect(
            try await toolbox.run(call("probe"), in: ToolBench.context()) == "Error: it took too long and was stopped")
    }

    @Test func `being stopped is passed on`() async throws {
        let (started, signal) = AsyncStream<Void>.makeStream()
        let slow = Probe { _ in
            signal.yield()
            try await Task.sleep(for: .seconds(3600))
            return "late"
        }
        let call = call("probe")
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    _ = try await Toolbox([slow]).run(call, in: ToolBench.context())
                    return false
                } catch { return true }
            }
            for await _ in started { break }
            group.cancelAll()
            #expect(await group.next() == true)
        }
    }
}

@Suite struct ToolArgumentsTests {
    private let tool = ToolDescription(
        "try", "Tries.",
        .text("text", "a text"), .number("number", "a number", in: 0...10),
        .integer("whole", "a whole number", in: 1...5, default: 2),
        .choice("side", "a side", ["Left", "Right"], default: "Left"), .flag("loud", "how", default: false),
        .text("more", "more", isRequired: false))

    private func refusal(_ json: String) -> String? {
        do {
            _ = try ToolArguments(json, for: tool)
            return nil
        } catch { return error.reason }
    }

    @Test func `the schema says what there is`() {
        #expect(tool.parameters["required"] == ["text", "number"])
        #expect(tool.parameters["properties"]?["whole"]?["type"] == "integer")
        #expect(tool.parameters["properties"]?["whole"]?["default"] == 2)
        #expect(tool.parameters["properties"]?["number"]?["maximum"] == 10)
        #expect(tool.parameters["properties"]?["side"]?["enum"] == ["Left", "Right"])
    }

    @Test func `defaults are filled in`() throws {
        let arguments = try ToolArguments(#"{"text": "a", "number": 1}"#, for: tool)
        #expect(try arguments.text("text") == "a")
        #expect(try arguments.number("number") == 1)
        #expect(try arguments.integer("whole") == 2)
        #expect(try arguments.text("side") == "Left")
        #expect(try arguments.flag("loud") == false)
        #expect(arguments.text(ifAny: "more") == nil)
        #expect(throws: ToolRefusal.self) { try arguments.text("more") }
        #expect(arguments.note == nil)
    }

    @Test func `what can only mean one thing is taken so`() throws {
        let arguments = try ToolArguments(
            #"{"text": 12.5, "number": " 7 ", "whole": 3.0, "side": " right ", "loud": "yes", "more": ["a", 1, true]}"#,
            for: tool)
        #expect(try arguments.text("text") == "12.5")
        #expect(try arguments.number("number") == 7)
        #expect(try arguments.integer("whole") == 3)
        #expect(try arguments.text("side") == "Right")
        #expect(try arguments.flag("loud"))
        #expect(try arguments.text("more") == "a, 1, true")
    }

    @Test func `arguments by position stand for the required ones, then for the others`() throws {
        let arguments = try ToolArguments(#"{"1": "a", "2": 4, "3": 1, "5": "right", "more": "b"}"#, for: tool)
        #expect(try arguments.text("text") == "a")
        #expect(try arguments.number("number") == 4)
        #expect(try arguments.flag("loud"))
        #expect(try arguments.text("more") == "b")
        #expect(try arguments.text("side") == "Right")
    }

    @Test(
        arguments: [
            ("1,234", 1_234), ("-12,345,678.5", -12_345_678.5), ("+1,000", 1_000), ("1e3", 1_000),
            ("36,6", nil), ("1,2345", nil), ("1234,567", nil), ("1,,000", nil), (",123", nil), ("1,000,", nil),
            ("1 000", nil),
        ] as [(String, Double?)])
    func `commas count only between thousands`(written: String, expected: Double?) throws {
        let tool = ToolDescription("try", "Tries.", .number("number", "a number"))
        let read = try? ToolArguments(#"{"number": "\#(written)"}"#, for: tool).number("number")  // nil is refused
        #expect(read == expected)
    }

    @Test(arguments: [
        ("", "“text” is missing; “number” is missing"),
        ("null", "“text” is missing; “number” is missing"),
        (#"{"txt": "a", "number": 1}"#, "“text” is missing; “txt” is not an argument (did you mean “text”?)"),
        (#"{"text": null, "number": 1}"#, "“text” is missing"),
        (#"{"text": "a", "number": 11}"#, "“number” must be from 0 to 10, not 11"),
        (#"{"text": "a", "number": "NaN"}"#, "“number” must be a number, not \"NaN\""),
        (#"{"text": "a", "number": true}"#, "“number” must be a number, not true"),
        (#"{"text": "a", "number": 1, "whole": 1.5}"#, "“whole” must be a whole number, not 1.5"),
        (#"{"text": {}, "number": 1}"#, "“text” must be text, not {}"),
        (#"{"text": [[1]], "number": 1}"#, "“text” must be text, not [[1]]"),
        (#"{"text": "a", "number": 1, "side": "up"}"#, "“side” must be one of Left, Right, not \"up\""),
        (#"{"text": "a", "number": 1, "loud": "maybe"}"#, "“loud” must be true or false, not \"maybe\""),
        ("[1]", "the arguments must be a JSON object"),
        ("{", "the arguments are not JSON"),
        ("\u{0}", "the arguments are not JSON"),
    ])
    func `what is wrong is said, all of it at once`(json: String, reason: String) {
        #expect(refusal(json) == reason)
    }

    @Test func `size and depth are bounded`() {
        #expect(refusal("{\"text\": \"\(String(repeating: "a", count: 17_000))\"}") == "the arguments are too long")
        #expect(refusal(String(repeating: "[", count: 16_000)) == "the arguments are not JSON")
        let long = String(repeating: "a", count: ToolParameter.textLimit + 1)
        #expect(refusal("{\"text\": \"\(long)\", \"number\": 1}") == "“text” is longer than 4000 characters")
    }

    @Test func `whatever a model writes, every tool answers`() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        var chance = Seeded(seed)
        let toolbox = Toolbox()
        let values: [JSONValue] = [
            .null, true, -1, 0, 1e300, 2.5, "", "5", "10:30", "2d6", "UTC", "°", "\u{0}", "a,b", "٣", .array([]),
            .object([:]), "-", "🇩🇪",
        ]
        for tool in toolbox.descriptions {
            for _ in 0..<60 {
                var arguments: [String: JSONValue] = [:]
                for name in tool.parameters["properties"]?.object?.keys.sorted() ?? [] {
                    arguments[name] = values.randomElement(using: &chance)
                }
                let call = ToolCall(id: "1", name: tool.name, arguments: JSONValue.object(arguments).text)
                let result = try await toolbox.run(call, in: ToolBench.context(seed: seed))
                #expect(!result.contains("does not work"), "seed \(seed): \(call)")
                #expect(result.unicodeScalars.count <= Toolbox.outputLimit)
            }
        }
    }
}
