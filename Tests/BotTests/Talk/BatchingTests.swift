import DiscordModel
import Testing

@testable import Bot

@Suite struct BatchingTests {
    private let start = Duration.seconds(1_000)
    private let ann = ChannelMember(channel: 1, user: 1)
    private let bob = ChannelMember(channel: 1, user: 2)
    private var batching = Batching<String>()

    @Test mutating func `what ends like a sentence starts at once`() {
        #expect(add("How are you?", isWhole: true) == ["start 1: How are you?"])
    }

    @Test mutating func `a fragment waits a second and a half for more`() {
        #expect(add("so") == [])
        #expect(batching.nextDue == start + .milliseconds(1_500))
        #expect(due(at: 1_499) == [])
        #expect(due(at: 1_500) == ["start 1: so"])
        #expect(due(at: 9_000) == [])
    }

    @Test mutating func `fragments are joined, and the whole sentence takes them along`() {
        #expect(add("so", at: 0) == [])
        #expect(add("I was thinking", at: 1_000) == [])
        #expect(due(at: 1_500) == [])
        #expect(add("why not?", isWhole: true, at: 2_000) == ["start 1: so/I was thinking/why not?"])
    }

    @Test mutating func `whoever goes on and on is answered after four seconds`() {
        #expect(add("a", at: 0) == [])
        #expect(add("b", at: 1_400) == [])
        #expect(add("c", at: 2_800) == [])
        #expect(add("d", at: 3_900) == [])
        #expect(due(at: 3_999) == [])
        #expect(due(at: 4_000) == ["start 1: a/b/c/d"])
    }

    @Test mutating func `people do not wait for each other`() {
        #expect(add("so", from: ann) == [])
        #expect(add("Yes.", from: bob, isWhole: true) == ["start 2: Yes."])
        #expect(due(at: 1_500) == ["start 1: so"])
    }

    @Test mutating func `what arrives during a reply opens the next batch`() {
        #expect(add("One.", isWhole: true) == ["start 1: One."])
        #expect(add("Two.", isWhole: true, at: 100) == [])
        #expect(add("Three.", isWhole: true, at: 200) == [])
        #expect(due(at: 9_000) == [])
        #expect(said(batching.answered(ann, at: start + .seconds(9))) == ["start 1: Two./Three."])
        #expect(said(batching.answered(ann, at: start + .seconds(10))) == [])
    }

    @Test mutating func `a fragment of the reply's last moment still waits for its rest`() {
        #expect(add("One.", isWhole: true) == ["start 1: One."])
        #expect(add("and", at: 1_000) == [])
        #expect(said(batching.answered(ann, at: start + .milliseconds(1_200))) == [])
        #expect(due(at: 2_499) == [])
        #expect(due(at: 2_500) == ["start 1: and"])
    }

    @Test mutating func `a full batch is closed, and nothing vanishes`() {
        #expect(add("first", isWhole: true) == ["start 1: first"])
        var heard: [String] = []
        for number in 1...40 { _ = add("\(number)") }
        for _ in 1...3 { heard += said(batching.answered(ann, at: start + .seconds(60))) }
        let numbers = heard.flatMap { $0.dropFirst("start 1: ".count).split(separator: "/").compactMap { Int($0) } }
        #expect(heard.count == 3)
        #expect(numbers == Array(1...40))
    }

    @Test mutating func `what would be too long for one question is two`() {
        #expect(add("first", isWhole: true) == ["start 1: first"])
        #expect(add("long", characters: 3_000) == [])
        #expect(add("longer", characters: 1_000) == [])
        #expect(said(batching.answered(ann, at: start)) == ["start 1: long"])
        #expect(said(batching.answered(ann, at: start + .seconds(2))) == ["start 1: longer"])
    }

    @Test mutating func `a flood loses its oldest batch, and that is told`() {
        #expect(add("first", isWhole: true) == ["start 1: first"])
        var outcomes: [String] = []
        for number in 1...5 { outcomes += add("\(number)", characters: 3_900) }
        #expect(outcomes == ["dropped 1: 1"])
    }

    @Test mutating func `what is deleted before it was answered is not answered`() {
        #expect(add("so") == [])
        #expect(add("oops") == [])
        batching.withdraw(from: ann) { $0 == "oops" }
        #expect(due(at: 1_500) == ["start 1: so"])
        #expect(add("later") == [])
        batching.withdraw(from: ann) { _ in true }
        #expect(said(batching.answered(ann, at: start + .seconds(9))) == [])
        #expect(batching.nextDue == nil)
    }

    @Test mutating func `what is edited before it was answered is answered as it reads then`() {
        #expect(add("so") == [])
        #expect(add("som", from: bob) == [])
        batching.edit(of: ann) { if $0 == "so" { $0 = "sow" } }
        #expect(due(at: 1_500).sorted() == ["start 1: sow", "start 2: som"])
    }

    @Test mutating func `all that waits can be taken out, and what is being answered stays so`() {
        #expect(add("first", isWhole: true) == ["start 1: first"])
        #expect(add("second", isWhole: true) == [])
        #expect(add("so", from: bob) == [])
        #expect(batching.removeAll().map { $0.joined() }.sorted() == ["second", "so"])
        #expect(due(at: 9_000) == [])
        #expect(add("third", isWhole: true) == [])
        #expect(said(batching.answered(ann, at: start)) == ["start 1: third"])
    }

    @Test mutating func `more people than it waits for are answered without waiting`() {
        for user in 1...Batching<String>.mostMembers {
            _ = add("so", from: ChannelMember(channel: 1, user: Snowflake(UInt64(user))))
        }
        #expect(add("so", from: ChannelMember(channel: 2, user: 1)) == ["start 1: so"])
    }

    // MARK: Words

    private mutating func add(
        _ text: String, from member: ChannelMember? = nil, isWhole: Bool = false, characters: Int = 1,
        at milliseconds: Int = 0
    ) -> [String] {
        said(
            batching.add(
                text, from: member ?? ann, isWhole: isWhole, characters: characters,
                at: start + .milliseconds(milliseconds)))
    }

    private mutating func due(at milliseconds: Int) -> [String] {
        said(batching.due(at: start + .milliseconds(milliseconds)))
    }

    private func said(_ outcomes: [Batching<String>.Outcome]) -> [String] {
        outcomes.map { outcome in
            switch outcome {
            case .start(let member, let items): "start \(member.user): \(items.joined(separator: "/"))"
            case .dropped(let member, let items): "dropped \(member.user): \(items.joined(separator: "/"))"
            }
        }
    }
}

@Suite struct SentenceEndTests {
    @Test(arguments: [
        "How are you?", "Fine.", "Stop!", "He said “no.”", "(really?)", "**never!**", "nice 😂", "ok :)", "haha :D",
        "元気ですか？", "はい。", "```\nlet x = 1\n```", "what 👍🏽", String(repeating: "word ", count: 41),
    ])
    func `is whole`(text: String) { #expect(SentenceEnd.isReached(in: text)) }

    @Test(arguments: [
        "", "so", "wait...", "and then…", "first,", "these:", "I was thinking", "```\nlet x = 1", "`x`", "ok then (but",
        "version 2", "she said \"no\"",
    ])
    func `may go on`(text: String) { #expect(!SentenceEnd.isReached(in: text)) }
}
