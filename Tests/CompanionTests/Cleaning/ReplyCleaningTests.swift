import Testing

@testable import Companion

/// Cleans a text that arrives in `pieces`.
func cleaned(_ pieces: [String], _ cleaning: ReplyCleaning = CleaningCase.cleaning) -> String {
    var cleaning = cleaning
    return pieces.map { cleaning.push($0) }.joined() + cleaning.finish()
}

@Suite struct ReplyCleaningTests {
    @Test(arguments: CleaningCase.all)
    func `a reply is cleaned`(test: CleaningCase) {
        #expect(cleaned([test.reply]) == test.expected)
    }

    @Test(arguments: [
        (
            "Let me see.\nTOOL: time(zone=\"UTC\")\n\n  tool: roll( 6 )\nDone.",
            ["TOOL: time(zone=\"UTC\")", "tool: roll( 6 )"]
        ),
        ("TOOL: my_clock", ["TOOL: my_clock"]),
        ("- `TOOL: a(1)`\n- `TOOL: b(2)`", ["- `TOOL: a(1)`", "- `TOOL: b(2)`"]),
        ("```\nTOOL: a(1)\n```", ["```\nTOOL: a(1)"]),
        (
            "<tool_call>{\"a\":\n1}</tool_call>\n<tool_call>\n{",
            ["<tool_call>{\"a\":\n1}</tool_call>", "<tool_call>\n{"]
        ),
        ("Done. TOOL: no(1)\nTOOL: no", []),
    ])
    func `tool calls are collected as they were written`(reply: String, calls: [String]) {
        var cleaning = ReplyCleaning()
        _ = cleaning.push(reply)
        _ = cleaning.finish()
        #expect(cleaning.toolCalls == calls)
    }

    @Test(arguments: ["You rolled 99!", "<tool_response>", "Result: 7"])
    func `behind a tool call the reply ends`(invented: String) {
        var cleaning = ReplyCleaning()
        #expect(cleaning.push("Rolling.\nTOOL: roll_dice(dice=2d6)\n\n") == "Rolling.")
        #expect(cleaning.ending == nil)
        #expect(cleaning.push(invented) == "")
        #expect(cleaning.ending == .toolCall)
        #expect(cleaning.push("\nTOOL: roll_dice(dice=2d6)\n") == "")
        #expect(cleaning.toolCalls == ["TOOL: roll_dice(dice=2d6)"])
    }

    @Test(arguments: ["TOOL: a(", "<tool_call>{"])
    func `tool calls are bounded in length and number`(start: String) {
        var cleaning = ReplyCleaning()
        _ = cleaning.push(start + String(repeating: "x", count: ReplyCleaning.maxToolCall - start.count))
        #expect(cleaning.ending == nil)
        _ = cleaning.push("x")
        #expect(cleaning.ending == .toolCall)
        #expect(cleaning.finish() == "" && cleaning.toolCalls.isEmpty)

        var many = ReplyCleaning()
        _ = many.push(String(repeating: "TOOL: a()\n", count: 100))
        #expect(many.toolCalls.count == ReplyCleaning.maxToolCalls)
    }

    @Test func `a loop ends the reply, in small models sooner`() {
        let lines = String(repeating: "I am happy to see you.\n", count: 5)
        var large = ReplyCleaning()
        #expect(large.push(lines) + large.finish() == lines.dropLast())
        #expect(large.ending == nil)
        var small = ReplyCleaning(modelIsSmall: true)
        #expect(small.push(lines) + small.finish() == lines.prefix(4 * 23 - 1))
        #expect(small.ending == .loop)
    }

    @Test(arguments: [
        ("Hi!\nUser: and you?\nAssistant: fine", "Hi!", true), ("Hi!\n\n**Ann:** hello", "Hi!", true),
        ("Hi!\nann lee: hello", "Hi!", true), ("Hi!\n[Ann]: hello", "Hi!", true), ("Hi!\nHUMAN:", "Hi!", true),
        ("Hi!<|im_end|>\n<|im_start|>user\nWhat?", "Hi!", true), ("Hi!<|user|>What?", "Hi!", true),
        ("Hi!<start_of_turn>user\nWhat?", "Hi!", true), ("Hi!\nAnna: x", "Hi!\nAnna: x", false),
        ("User: hi", "User: hi", false), ("host: a\nuser: root", "host: a\nuser: root", false),
        ("- User: a\n- Human: b", "- User: a\n- Human: b", false), ("Hi!\nUser:name", "Hi!\nUser:name", false),
        ("Hi!\n```\nUser: x\n```", "Hi!\n```\nUser: x\n```", false), ("Hi!\nLuna: more", "Hi!\nLuna: more", false),
        ("The User: x", "The User: x", false), ("Hi!\nUser", "Hi!\nUser", false),
    ])
    func `a reply ends where the model speaks for somebody else`(reply: String, expected: String, isCut: Bool) {
        var cleaning = ReplyCleaning(names: ["Luna"], others: ["Ann", "Ann Lee", "Luna", "", "x"])
        let shown = cleaning.push(reply)
        #expect(shown + cleaning.finish() == expected)
        #expect((cleaning.ending == .foreignTurn) == isCut)
    }

    @Test func `nothing is shown after the end`() {
        var cleaning = ReplyCleaning()
        #expect(cleaning.push("Hi!\nUser: a\nTOOL: b()\n") == "Hi!")
        #expect(cleaning.push("more") == "")
        #expect(cleaning.finish() == "")
        #expect(cleaning.toolCalls.isEmpty)
    }

    @Test func `think blocks stay where that is wished`() {
        #expect(cleaned(["<think>a</think> b"], ReplyCleaning(removesThinking: false)) == "<think>a</think> b")
    }

    @Test func `plain text is shown at once`() {
        var cleaning = ReplyCleaning(names: ["Luna"], others: ["Ann"])
        #expect(cleaning.push("He") == "He")
        #expect(cleaning.push("llo the") == "llo the")
        #expect(cleaning.push("re, *you* ") == "re, *you*")
        #expect(cleaning.push("x") == " x")
        #expect(cleaning.heldBack == 0)
    }

    @Test func `a long think block is not kept in memory`() {
        var cleaning = ReplyCleaning()
        #expect(cleaning.push("<think>") == "")
        for _ in 0..<1_000 {
            #expect(cleaning.push("hm <b> </thinking ") == "")
            #expect(cleaning.heldBack == 0)
        }
        #expect(cleaning.push("</THINK>Hi") == "Hi")
    }

    @Test func `joiners stay in emoji and in scripts that need them`() {
        for text in ["👩‍👩‍👧‍👦", "🏳️‍🌈", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "می‌خواهم", "क्‍ष", "❤️", "1️⃣", "👍🏽", "e\u{301}", "漢󠄀"] {
            #expect(cleaned([text]).unicodeScalars.elementsEqual(text.unicodeScalars))
        }
    }

    @Test(arguments: [
        "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{202A}", "\u{202E}", "\u{2060}", "\u{2066}", "\u{2069}",
        "\u{FEFF}",
        "\u{AD}", "\u{0}", "\u{7}", "\u{8}", "\r", "\u{7F}", "\u{85}", "\u{E0041}", "\u{3164}", "\u{FE0F}\u{FE0E}",
        "\u{1B}[31m",
        "\u{1B}[1;2;3H", "\u{1B}]0;title\u{7}", "\u{1B}]0;title\u{1B}\\", "\u{1B}c", "\u{180E}", "\u{61C}",
    ])
    func `what cannot be seen goes, in code too`(hidden: String) {
        let kept = hidden == "\u{FE0F}\u{FE0E}" ? "\u{FE0F}" : ""
        for frame in [("a", "b"), ("`a", "b`"), ("```\na", "b\n```")] {
            let shown = cleaned([frame.0 + hidden + frame.1])
            #expect(shown.unicodeScalars.elementsEqual((frame.0 + kept + frame.1).unicodeScalars))
        }
    }

    @Test func `an escape sequence that never ends does not swallow the reply`() {
        #expect(cleaned(["\u{1B}[" + String(repeating: "1", count: 100) + "x"]).hasSuffix("1x"))
        #expect(cleaned(["\u{1B}]" + String(repeating: "a", count: 300) + "\nb"]).hasSuffix("a\nb"))
    }
}
