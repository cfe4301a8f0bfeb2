import Companion
import Testing

/// A reply and what should be shown of it.
struct CleaningCase: CustomTestStringConvertible {
    var label: String
    var reply: String
    var expected: String

    static let cleaning = ReplyCleaning(names: ["Luna", "Luna the Fox"], others: ["Ann", "Émile"])

    init(_ label: String, _ reply: String, _ expected: String? = nil) {
        self.label = label
        self.reply = reply
        self.expected = expected ?? reply
    }

    var testDescription: String { label }

    static let all: [CleaningCase] = thinking + tags + labels + prefixes + code + shape + calls + loops

    static let thinking = [
        CleaningCase("think block", "<think>hm</think>Hi", "Hi"),
        CleaningCase("think block with lines", "<think>\na\n\nb\n</think>\n\nHi", "Hi"),
        CleaningCase("thinking", "<thinking>hm</thinking>\nHi", "Hi"),
        CleaningCase("reasoning, any case", "<REASONING>hm</Reasoning>Hi", "Hi"),
        CleaningCase("never closed", "Hi <think>hm", "Hi"),
        CleaningCase("only thoughts", "<think>hm", ""),
        CleaningCase("in the middle", "a <think>hm</think> b", "a b"),
        CleaningCase("two blocks", "<think>a</think>b<think>c</think>d", "bd"),
        CleaningCase("closed without an opening", "hm</think>Hi", "hmHi"),
        CleaningCase("closed by another name", "<think>a</thinking>b", "b"),
        CleaningCase("tags inside the block", "<think>a <b> </i> </thin> `</think>b", "b"),
        CleaningCase("almost a think tag", "a <thinks> b </thinkx> c"),
        CleaningCase("cut in the tag", "Hi <thin", "Hi <thin"),
        CleaningCase("two brackets", "<<think>a</think>b", "<b"),
        CleaningCase("a tool call inside", "<think>\nTOOL: x()\n</think>Hi", "Hi"),
    ]

    static let tags = [
        CleaningCase("ChatML", "<|im_start|>assistant\nHi<|im_end|>", "Hi"),
        CleaningCase("Llama 3", "<|start_header_id|>assistant<|end_header_id|>\n\nHi<|eot_id|>", "Hi"),
        CleaningCase("Llama 2", "[INST] [/INST] Hi</s>", "Hi"),
        CleaningCase("Gemma", "<start_of_turn>model\nHi<end_of_turn>", "Hi"),
        CleaningCase("full-width bars", "Hi<｜end▁of▁sentence｜>", "Hi"),
        CleaningCase("unknown name", "<|my_tag_2|>Hi", "Hi"),
        CleaningCase("system tags", "<<SYS>>a<</SYS>>b", "ab"),
        CleaningCase("no role behind the tag", "<|im_start|>Model trains", "Model trains"),
        CleaningCase("no role but its beginning", "<|im_start|>models", "models"),
        CleaningCase("the user's tag first", "<|user|>Hi", "Hi"),
        CleaningCase("unclosed", "a <|im_start b"),
        CleaningCase("a name too long", "<|" + String(repeating: "a", count: 60) + "|>"),
        CleaningCase("a pipe in a comparison", "a <| b |> c", "a c"),
        CleaningCase("only a bracket", "1 < 2 and 3 > 2"),
        CleaningCase("a web tag", "<b>a</b><script>"),
        CleaningCase("a mention", "Hi <@123> and <:blob:12>"),
    ]

    static let labels = [
        CleaningCase("label", "[MOOD: happy] Hi", "Hi"),
        CleaningCase("label at the end", "Hi [MOOD: very happy]", "Hi"),
        CleaningCase("label in the middle", "a [X1: b] c", "a c"),
        CleaningCase("label glued", "a[MY TAG: b]c", "ac"),
        CleaningCase("two labels", "[AA: b][CC: d] Hi", "Hi"),
        CleaningCase("label on its own line", "a\n[AA: b]\nc", "a\n\nc"),
        CleaningCase("label of a link", "[API: docs](https://a.b)"),
        CleaningCase("lower case", "[Mood: happy] Hi"),
        CleaningCase("one letter", "[A: b]"),
        CleaningCase("no value", "[AA: ] [BB:]"),
        CleaningCase("no colon", "[OK] [1] [x]"),
        CleaningCase("never closed", "a [MOOD: happy"),
        CleaningCase("over two lines", "[MOOD: a\nb]"),
        CleaningCase("too long", "[MOOD: " + String(repeating: "a", count: 150) + "]"),
        CleaningCase("inside another", "[AA: [BB: c] d]", "[AA: d]"),
    ]

    static let prefixes = [
        CleaningCase("assistant", "Assistant: Hi", "Hi"),
        CleaningCase("any case", "  aSSistant:Hi", "Hi"),
        CleaningCase("persona", "luna: Hi", "Hi"),
        CleaningCase("longer name", "Luna the Fox: Hi", "Hi"),
        CleaningCase("bold", "**Luna:** Hi", "Hi"),
        CleaningCase("bold, colon outside", "**Luna**: Hi", "Hi"),
        CleaningCase("in brackets", "[Luna]: Hi", "Hi"),
        CleaningCase("bold that goes on", "**Luna: Hi**"),
        CleaningCase("two of them", "Assistant: Luna: Hi", "Hi"),
        CleaningCase("only two", "AI: AI: AI: Hi", "AI: Hi"),
        CleaningCase("after a think block", "<think>a</think>\nLuna: Hi", "Hi"),
        CleaningCase("after a label", "[MOOD: happy]\nLuna: Hi", "Hi"),
        CleaningCase("only at the start", "Hi. Luna: x\nAssistant: y"),
        CleaningCase("a longer word", "Lunar: Hi"),
        CleaningCase("no colon", "Luna says hi"),
        CleaningCase("nothing else", "Assistant:", ""),
        CleaningCase("cut in the name", "Assist"),
        CleaningCase("another one's name", "Ann: Hi"),
        CleaningCase("then somebody else", "Luna: Hi\nÉMILE: Salut", "Hi"),
    ]

    static let code = [
        CleaningCase("fence", "```\n<think>a</think> [MOOD: b]\nTOOL: c()\nUser: d\n```"),
        CleaningCase("fence with a language", "a\n```xml\n<s>b</s>\n```\n[MOOD: c] d", "a\n```xml\n<s>b</s>\n```\nd"),
        CleaningCase("wider fence", "````\n```\n<s>\n````\n<s>a", "````\n```\n<s>\n````\na"),
        CleaningCase("fence never closed", "```\n[MOOD: a]"),
        CleaningCase("closed inside of a line", "```\na``` [MOOD: b] c", "```\na``` c"),
        CleaningCase("inline", "`<think>` and [MOOD: a] `[MOOD: b]`", "`<think>` and `[MOOD: b]`"),
        CleaningCase("inline with two ticks", "``a`<s>`` <s>b", "``a`<s>`` b"),
        CleaningCase("a lone tick ends with its line", "it`s <s>\n<s>b", "it`s <s>\nb"),
        CleaningCase("blank in code", "`[AA: b]  c`"),
        CleaningCase("wide gaps in code", "```\na" + String(repeating: " ", count: 80) + "b\n```"),
        CleaningCase("a backslash in code", "```\na\\\n\\\n```"),
        CleaningCase("fence at the start", "```py\nprint(1)\n```"),
        CleaningCase("indented fence", "- a\n  ```\n  <s>\n  ```"),
    ]

    static let shape = [
        CleaningCase("nothing", ""),
        CleaningCase("white space around", " \n\t Hi \n \n", "Hi"),
        CleaningCase("only white space", " \n\t\u{A0}", ""),
        CleaningCase("white space inside", "a \n\n  b"),
        CleaningCase(
            "very much white space", "a" + String(repeating: "\n", count: 90) + "b",
            "a" + String(repeating: "\n", count: 60) + "b"),
        CleaningCase("backslashes at the end", "Hi\\ \\\n", "Hi"),
        CleaningCase("backslash at the start", "\\*Hi*"),
        CleaningCase("quotes stay", "\"Hi\""),
        CleaningCase("carriage returns", "a\r\nb", "a\nb"),
        CleaningCase("zero width", "a\u{200B}b\u{FEFF}", "ab"),
        CleaningCase("a tag hidden by zero width", "<th\u{200B}ink>a</think>b", "b"),
        CleaningCase("family", "👩‍👩‍👧 and ❤️‍🔥"),
        CleaningCase("joiner without emoji", "a\u{200D}b", "ab"),
        CleaningCase("combining marks", "e\u{301}\u{302}x"),
        CleaningCase("right to left", "\u{202E}abc\u{202C}", "abc"),
        CleaningCase("terminal colours", "\u{1B}[31mred\u{1B}[0m", "red"),
        CleaningCase("cut", "Hi\nUser: you\nmore", "Hi"),
        CleaningCase("japanese", "こんにちは「世界」"),
    ]

    static let calls = [
        CleaningCase("call", "a\nTOOL: b(c=1)", "a"),
        CleaningCase("call only", "TOOL: b()", ""),
        CleaningCase("an invented result", "a\nTOOL: b(c=1)\nYou rolled 99!\nMore.", "a"),
        CleaningCase("in lower case, with a gap", "tool: b_c (1)\nd", ""),
        CleaningCase("listed and bold", "a\n- **TOOL: b_c**\n", "a"),
        CleaningCase("in inline code", "a\n`TOOL: b(1)`\n", "a"),
        CleaningCase("first in a fence", "a\n```text\nTOOL: b(1)\n```\nd", "a"),
        CleaningCase("later in a fence", "```\na\nTOOL: b(1)\n```"),
        CleaningCase("names of tools", "Items:\nTOOL: lockpick\nWEAPON: sword"),
        CleaningCase("a tool in other words", "Tool: a hammer\ntools: b\nTOOL: a_b c\nTOOL:\nTOOL: {}"),
        CleaningCase("a name too long", "TOOL: " + String(repeating: "a", count: 65) + "()"),
        CleaningCase("block", "a <tool_call>\n{\"name\": \"b\"}\n</tool_call> c", "a"),
        CleaningCase("block never closed", "<tool_call>{\"name\": \"b\"}", ""),
        CleaningCase("block of something else", "a <tool_call> is a tag, <tool_call>\n</tool_call> too"),
        CleaningCase("block in code", "`<tool_call>{}</tool_call>` and\n```\n<tool_call>{}</tool_call>\n```"),
        CleaningCase("a label behind a call", "TOOL: b()\n[MOOD: happy]<|im_end|>\nTOOL: c()", ""),
    ]

    static let loops = [
        CleaningCase("a board", String(repeating: ". . . . . . . .\n", count: 8) + "Your move."),
        CleaningCase("a matrix", "```\n" + String(repeating: "    [0, 0, 0, 0],\n", count: 20) + "```\nDone."),
        CleaningCase("many spans of code", (0..<30).map { "- `value\($0)` is a number\n" }.joined() + "End."),
        CleaningCase(
            "a loop", "So: " + String(repeating: "I am happy to see you.\n", count: 30),
            "So: " + String(repeating: "I am happy to see you.\n", count: 12) + "I am happy to see you."),
        CleaningCase("a loop of one line", String(repeating: "a", count: 1_400), String(repeating: "a", count: 1_200)),
    ]
}
