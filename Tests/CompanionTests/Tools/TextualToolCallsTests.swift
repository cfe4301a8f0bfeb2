import Inference
import Testing

@testable import Companion

@Suite struct TextualToolCallsTests {
    private func arguments(_ line: String) throws -> JSONValue? {
        try TextualToolCalls.parse(line).map { try JSONValue(parsing: $0.arguments) }
    }

    @Test(
        arguments: [
            ("TOOL: get_current_time()", "get_current_time", [:]),
            ("  tool:get_current_time( )  ", "get_current_time", [:]),
            ("Tool: get_current_time", "get_current_time", [:]),
            ("- **TOOL: get_current_time**", "get_current_time", [:]),
            ("`TOOL: roll_dice(dice=2d6)`", "roll_dice", ["dice": "2d6"]),
            ("TOOL: calculate(expression=\"(2+3)*4\")", "calculate", ["expression": "(2+3)*4"]),
            ("TOOL: calculate(expression=(2+3)*4)", "calculate", ["expression": "(2+3)*4"]),
            ("TOOL: calculate(expression='a, b')", "calculate", ["expression": "a, b"]),
            ("TOOL: calculate(\"2+3\")", "calculate", ["1": "2+3"]),
            ("TOOL: calculate(2+3)", "calculate", ["1": "2+3"]),
            ("TOOL: calculate(expression=\"2+3\"", "calculate", ["expression": "2+3"]),
            ("TOOL: calculate(expression=\"2+3", "calculate", ["expression": "2+3"]),
            ("TOOL: calculate(expression=\"2+3\") and then I will tell you", "calculate", ["expression": "2+3"]),
            ("TOOL: calculate_percentage(value=46, total=230)", "calculate_percentage", ["value": 46, "total": 230]),
            ("TOOL: calculate_percentage(46, 230)", "calculate_percentage", ["1": 46, "2": 230]),
            (
                "TOOL: calculate_percentage(Value: 46, \"total\": 230)", "calculate_percentage",
                ["value": 46, "total": 230]
            ),
            (
                "TOOL: calculate_percentage({'value': 46, 'total': 230})", "calculate_percentage",
                ["value": 46, "total": 230]
            ),
            (
                "TOOL: calculate_percentage({\"value\": 46, \"total\": 230", "calculate_percentage",
                ["value": 46, "total": 230]
            ),
            (
                "TOOL: calculate_percentage({\"value\": 46, \"total\": 230})", "calculate_percentage",
                ["value": 46, "total": 230]
            ),
            ("TOOL: count_words {\"text\": \"a } b\"}", "count_words", ["text": "a } b"]),
            ("TOOL: count_words({\"text\": \"say \\\"hi\\\" )\"})", "count_words", ["text": "say \"hi\" )"]),
            ("TOOL: count_words(text=\"say \\\"hi\\\", ok\")", "count_words", ["text": "say \"hi\", ok"]),
            ("TOOL: count_words(text=don't stop)", "count_words", ["text": "don't stop"]),
            ("TOOL: count_words(text='don't stop')", "count_words", ["text": "'don't stop'"]),
            ("TOOL: count_words(text=“well, then”)", "count_words", ["text": "well, then"]),
            ("TOOL: count_words(text=\"\")", "count_words", ["text": ""]),
            (
                "TOOL: count_characters(text=\"a b\", include_spaces=False)", "count_characters",
                ["text": "a b", "include_spaces": false]
            ),
            ("TOOL: random_choice(options=tea, coffee, 3)", "random_choice", ["options": "tea, coffee, 3"]),
            ("TOOL: time_until(target_time=10:30 PM)", "time_until", ["target_time": "10:30 PM"]),
            ("TOOL: validate_url(url=https://a.b/c?d=e)", "validate_url", ["url": "https://a.b/c?d=e"]),
            ("TOOL: day_of_week(date=2025-12-02)", "day_of_week", ["date": "2025-12-02"]),
            ("TOOL: random_number(min=-5, max=007)", "random_number", ["min": -5, "max": "007"]),
            ("TOOL: random_number(min=1.5, max=None)", "random_number", ["min": 1.5, "max": .null]),
            ("TOOL: random_number(,,)", "random_number", [:]),
            ("TOOL: count_words {oops", "count_words", ["1": "oops"]),
            ("```text\nTOOL: calculate(2+3)", "calculate", ["1": "2+3"]),
            (
                "<tool_call>\n{\"name\": \"calculate\", \"arguments\": {\"expression\": \"2+3\"}}\n</tool_call>",
                "calculate",
                ["expression": "2+3"]
            ),
            (
                "<tool_call>{\"arguments\": \"{\\\"expression\\\": \\\"2+3\\\"}\", \"name\": \"calculate\"}",
                "calculate",
                ["expression": "2+3"]
            ),
            ("<tool_call>{\"name\": \"get_current_time\"}</tool_call>", "get_current_time", [:]),
        ] as [(String, String, JSONValue)])
    func `calls are read however they are written`(line: String, name: String, expected: JSONValue) throws {
        #expect(TextualToolCalls.parse(line)?.name == name)
        #expect(try arguments(line) == expected)
    }

    @Test(arguments: [
        "", "TOOL:", "TOOL: ", "TOOL", "Use the tool: calculate(1)", "Tool: hammer", "TOOL: the best tool is a hammer",
        "TOOL: get_current_time and more words", "get_current_time()", "TOOL: ()", "TOOL: {\"a\": 1}",
        "<tool_call>{\"name\": \"a_b\"", "<tool_call>{}</tool_call>", "<tool_call>{\"name\": \"\"}", "<tool_call>a_b()",
        "TOOL: " + String(repeating: "a", count: 65) + "()", "TOOL: a_b(" + String(repeating: "x", count: 4_000) + ")",
    ])
    func `what is no call is left alone`(line: String) {
        #expect(TextualToolCalls.parse(line) == nil)
    }

    @Test func `a call that was parsed runs`() async throws {
        let lines = [
            ("TOOL: calculate(\"15% of 230\")", "15% of 230 = 34.5"),
            ("TOOL: convert_temperature(72, F, C)", "72°F = 22.22°C"),
            ("TOOL: convert_distance(value=5, from_unit=km, to_unit=mi)", "5 km = 3.11 mi"),
            ("TOOL: calculate_percentage(value=46, total=230)", "46 is 20% of 230"),
        ]
        for (line, result) in lines {
            let call = try #require(TextualToolCalls.parse(line))
            #expect(try await Toolbox().run(call, in: ToolBench.context()) == result)
        }
    }

    @Test(arguments: [
        ("get_time_in_timezone(\"Asia/Tokyo\")", "3:00 AM on Wednesday, December 3, 2025 (Asia/Tokyo)"),
        ("day_of_week(\"2024-02-29\")", "Thursday, February 29, 2024"),
        ("round_number(3.14159, 4)", "3.1416"), ("round_number(3.14159, decimals=3)", "3.142"),
        ("random_number(6, 6)", "6"), ("convert_temperature(36.6, C, F)", "36.6°C = 97.88°F"),
        ("convert_temperature(\"36,6\", C, F)", "Error: “value” must be a number, not \"36,6\""),
        ("convert_distance(\"1,500\", m, km)", "1500 m = 1.5 km"),
        ("round_number(1, 2, 3)", "Error: there are too many arguments without a name; “3” is not an argument"),
        ("get_current_date(\"today\")", "Error: there are too many arguments without a name; “1” is not an argument"),
    ])
    func `arguments by position mean what the description says`(line: String, result: String) async throws {
        let call = try #require(TextualToolCalls.parse("TOOL: " + line))
        #expect(try await Toolbox().run(call, in: ToolBench.context()) == result)
    }

    @Test func `any quoted text comes out as it went in`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var chance = Seeded(seed)
        let signs = Array("ab 1,;()[]{}=:'\"\\“”`é🇩🇪+-.")
        for _ in 0..<3_000 {
            var expected: [String: JSONValue] = [:]
            let written = (1...Int.random(in: 1...4, using: &chance)).map { number in
                let length = Int.random(in: 0...12, using: &chance)
                let text = String((0..<length).compactMap { _ in signs.randomElement(using: &chance) })
                expected["key\(number)"] = .string(text)
                let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                return "key\(number)=\"\(escaped)\""
            }
            let line = "TOOL: try_it(\(written.joined(separator: ", ")))"
            #expect(try arguments(line) == .object(expected), "seed \(seed): \(line)")
        }
    }

    @Test func `whatever comes is a call or is not`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var chance = Seeded(seed)
        let signs = Array("ab_1,()[]{}=:'\"\\“` \u{0}é🇩🇪")
        for _ in 0..<3_000 {
            let length = Int.random(in: 0...40, using: &chance)
            let text = String((0..<length).compactMap { _ in signs.randomElement(using: &chance) })
            if let call = TextualToolCalls.parse("TOOL: t_t" + text) {
                #expect(try JSONValue(parsing: call.arguments).object != nil, "seed \(seed): \(text)")
            }
        }
    }

    @Test(arguments: ["(", "'a ", "a=\"", "{\"", "\\", "[(", ",", "a=b,", "“", "{\"a\":"])
    func `the longest hostile lines are bounded`(piece: String) {
        let line = "TOOL: t_t(" + String(repeating: piece, count: 3_900 / piece.utf8.count)
        if let call = TextualToolCalls.parse(line) {
            #expect(call.arguments.utf8.count <= 4 * ReplyCleaning.maxToolCall)
        }
    }

    @Test func `the description lists tools with their arguments`() {
        let text = TextualToolCalls.description(
            of: Toolbox().descriptions(named: ["get_current_time", "round_number", "day_of_week"]))
        #expect(text.contains("TOOL: name(argument=value, other=\"text in quotes\")"))
        #expect(
            text.hasSuffix(
                """
                - get_current_time(): The time and date now, where the person who asks is.
                - round_number(number, decimals=2): Rounds a number.
                - day_of_week(date?): The weekday of a date, or of today.
                """))
        #expect(TextualToolCalls.description(of: []) == "")
        #expect(TextualToolCalls.description(of: Toolbox().descriptions).count < 2_400)
    }
}
