import DiscordModel
import Testing

@testable import Bot

@Suite struct ReplyWriterTests {
    private let start = ContinuousClock.now
    private var writer = ReplyWriter()
    private var id: ReplyWriter.ID = 0

    @Test mutating func `a quick answer is one message, a reply to the question`() {
        #expect(begin() == [])
        #expect(add("Hello", at: 10) == [])
        #expect(add(" there.", at: 20) == [])
        #expect(finish(at: 30) == ["create 0 → 7: Hello there."])
        #expect(wrote(message: 100, at: 90) == ["end [100] complete"])
        #expect(writer.openReplies == 0)
    }

    @Test mutating func `a slow one grows by edits, the last of them complete`() {
        _ = begin()
        #expect(add("One", at: 0) == [])
        #expect(tick(at: 250) == ["create 0 → 7: One"])
        #expect(add(" two", at: 300) == [])
        #expect(wrote(message: 100, at: 350) == [])
        #expect(tick(at: 1_249) == [])
        #expect(tick(at: 1_250) == ["edit 100: One two"])
        #expect(add(" three", at: 1_300) == [])
        #expect(finish(at: 1_310) == [])
        #expect(wrote(at: 1_400) == ["edit 100: One two three"])
        #expect(wrote(at: 1_500) == ["end [100] complete"])
    }

    @Test mutating func `it types while it thinks, and no longer`() {
        _ = begin()
        #expect(writer.nextDue(at: start) == start + .milliseconds(150))
        #expect(tick(at: 149) == [])
        #expect(tick(at: 150) == ["type"])
        #expect(writer.nextDue(at: start) == start + .milliseconds(8_150))
        #expect(tick(at: 8_149) == [])
        #expect(tick(at: 8_150) == ["type"])
        #expect(add("Well", at: 9_000) == [])
        #expect(tick(at: 9_250) == ["create 0 → 7: Well"])
        #expect(tick(at: 16_000) == [])
    }

    @Test mutating func `what is too long for a message goes on in the next`() {
        _ = begin()
        let text = String(repeating: "word ", count: 500)
        _ = add(text, at: 0)
        let first = finish(at: 10)
        #expect(first.count == 1)
        #expect(first.first?.hasPrefix("create 0 → 7: word") == true)
        #expect(wrote(message: 100, at: 50).first?.hasPrefix("create 1: word") == true)
        #expect(wrote(message: 101, at: 90) == ["end [100, 101] complete"])
    }

    @Test mutating func `more than five messages become four and a file with the whole`() {
        _ = begin()
        _ = add(String(repeating: "word ", count: 2_500), at: 0)
        var actions = finish(at: 10)
        for index in 0..<4 {
            #expect(actions.first?.hasPrefix("create \(index)") == true)
            actions = wrote(message: Snowflake(UInt64(100 + index)), at: 10_000 * (index + 1))
        }
        #expect(actions == ["create 4: It is a long answer: the whole is in the file. + 12500 in answer.md"])
    }

    @Test mutating func `a file on request, and nothing else`() {
        _ = begin(manner: .init(asFile: true))
        #expect(add("The whole story.", at: 0) == [])
        #expect(tick(at: 2_000) == ["type"])
        #expect(finish(at: 3_000) == ["create 0 → 7: It is a long answer: the whole is in the file. + 16 in answer.md"])
    }

    @Test mutating func `without streaming there is one write`() {
        _ = begin(manner: .init(streams: false))
        #expect(add("One", at: 0) == [])
        #expect(tick(at: 5_000) == ["type"])
        #expect(add(" two", at: 6_000) == [])
        #expect(finish(at: 7_000) == ["create 0 → 7: One two"])
    }

    @Test mutating func `what broke off stays, with a reason`() {
        _ = begin()
        _ = add("Once upon", at: 0)
        #expect(tick(at: 250) == ["create 0 → 7: Once upon"])
        #expect(fail("The model went away.", at: 300) == [])
        #expect(wrote(message: 100, at: 350) == ["edit 100: Once upon\n-# The model went away."])
    }

    @Test mutating func `nothing said, only the reason`() {
        _ = begin()
        #expect(fail("The model is away.", at: 300) == ["create 0 → 7: The model is away."])
    }

    @Test mutating func `an empty answer is no message`() {
        _ = begin()
        #expect(finish(at: 300) == ["end [] complete"])
    }

    @Test mutating func `a refused write is tried again, with what is true then`() {
        _ = begin()
        _ = add("One", at: 0)
        #expect(tick(at: 250) == ["create 0 → 7: One"])
        #expect(add(" two", at: 260) == [])
        #expect(said(writer.refused(id, retryAfter: .seconds(3), at: at(300))) == [])
        #expect(tick(at: 3_299) == ["type"])
        #expect(tick(at: 3_300) == ["create 0 → 7: One two"])
    }

    @Test mutating func `where nothing can be written the answer ends`() {
        _ = begin()
        _ = add("One", at: 0)
        #expect(tick(at: 250) == ["create 0 → 7: One"])
        #expect(said(writer.failed(id, at: at(300))) == ["end [] given up"])
        #expect(add(" two", at: 400) == [])
        #expect(finish(at: 500) == [])
    }

    @Test mutating func `a link that nobody gave shows no preview`() {
        _ = begin(manner: .init(links: LinkPolicy(givenIn: ["https://a.example"])))
        _ = add("See https://a.example", at: 0)
        #expect(tick(at: 250) == ["create 0 → 7: See https://a.example (no preview)"])
        _ = finish(at: 300)
        #expect(wrote(message: 100, at: 350) == ["edit 100: See https://a.example"])
    }

    @Test mutating func `people of the talk are called, nobody else`() {
        _ = begin(manner: .init(mentions: MentionNames([.init(id: 2, names: ["Ann"])])))
        _ = add("@Ann, @everyone <@9>", at: 0)
        guard case .create(_, _, _, let piece, _)? = writer.finish(id, at: start).first else {
            Issue.record("no message")
            return
        }
        #expect(piece.content == "<@2>, @everyone <@9>")
        let request = piece.request(replyTo: 7, nonce: "7-0")
        #expect(request.allowedMentions == AllowedMentions(users: [2], repliedUser: false))
        #expect(request.allowedMentions.parse.isEmpty)
        #expect(request.messageReference?.messageId == 7)
        #expect(request.messageReference?.failIfNotExists == false)
        #expect(request.enforceNonce == true)
    }

    @Test mutating func `many answers at once all end complete`() {
        var drafts: [ReplyWriter.ID: String] = [:]
        var messages: [Snowflake: String] = [:]
        for channel in 0..<20 {
            let (id, _) = writer.begin(
                in: Snowflake(UInt64(channel % 5)), question: nil, manner: .init(), at: start)
            drafts[id] = ""
        }
        var ended: [ReplyWriter.ID: [Snowflake]] = [:]
        var time = 0
        var underWay: [(id: ReplyWriter.ID, message: Snowflake?)] = []
        while ended.count < 20, time < 300_000 {
            time += 50
            var actions = writer.tick(at: at(time))
            for (id, message) in underWay { actions += writer.wrote(id, message: message, learned: nil, at: at(time)) }
            underWay = []
            if time <= 2_000 {
                for id in drafts.keys {
                    drafts[id, default: ""] += " w\(time)"
                    actions += writer.add(" w\(time)", to: id, at: at(time))
                }
            }
            if time == 2_050 { for id in drafts.keys { actions += writer.finish(id, at: at(time)) } }
            for action in actions {
                switch action {
                case .create(let id, _, _, let piece, _):
                    let message = Snowflake(UInt64(messages.count + 1))
                    messages[message] = piece.content
                    underWay.append((id, message))
                case .edit(let id, _, let message, let piece):
                    messages[message] = piece.content
                    underWay.append((id, nil))
                case .end(let id, let ids, let isComplete):
                    #expect(isComplete)
                    ended[id] = ids
                case .type: break
                }
            }
        }
        #expect(ended.count == 20)
        for (id, text) in drafts {
            #expect(ended[id]?.compactMap { messages[$0] }.joined() == text)
        }
    }

    @Test mutating func `what can go no further is written anew elsewhere, once`() {
        _ = begin()
        _ = add("Half ", at: 0)
        #expect(tick(at: 250) == ["create 0 → 7: Half"])
        #expect(wrote(message: 70, at: 300) == [])
        _ = add("done", at: 400)
        _ = finish(at: 500)
        #expect(writer.movable(id) == [70])
        #expect(said(writer.move(id, to: 9, for: 3, at: at(700))) == ["create 0 → 7: <@3> Half done"])
        #expect(writer.movable(id) == nil)
        #expect(wrote(message: 90, at: 800) == ["end [90] complete"])
    }

    @Test mutating func `sources stand beneath the last message`() {
        _ = begin()
        _ = add("Half ", at: 0)
        #expect(tick(at: 250) == ["create 0 → 7: Half"])
        #expect(wrote(message: 70, at: 300) == [])
        _ = add("done", at: 400)
        #expect(finish(citing: "a.txt", at: 1_500) == ["edit 70: Half done {a.txt}"])
        // It is told again when it is kept.
        #expect(finish(at: 1_600) == [])
        #expect(wrote(at: 1_700) == ["end [70] complete"])
    }

    @Test mutating func `sources have a message of their own where previews are hidden`() {
        _ = begin()
        _ = add("See https://made.up/page", at: 0)
        #expect(finish(citing: "a.txt", at: 10) == ["create 0 → 7: See https://made.up/page (no preview)"])
        #expect(wrote(message: 70, at: 300) == ["create 1:  {a.txt}"])
        #expect(wrote(message: 71, at: 400) == ["end [70, 71] complete"])
    }

    @Test mutating func `what broke off names no sources`() {
        _ = begin()
        _ = add("Half", at: 0)
        #expect(fail("Sorry.", at: 10) == ["create 0 → 7: Half\n-# Sorry."])
    }

    @Test(arguments: [("write it as a file please", true), ("als Datei bitte", true), ("profile picture?", false)])
    func `who asks for a file`(question: String, wants: Bool) {
        #expect(ReplyDraft.isFileWanted(in: question) == wants)
    }

    // MARK: Words

    private func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

    private mutating func begin(manner: ReplyDraft.Manner = .init()) -> [String] {
        let (id, actions) = writer.begin(in: 5, question: 7, manner: manner, at: start)
        self.id = id
        return said(actions)
    }

    private mutating func add(_ part: String, at time: Int) -> [String] { said(writer.add(part, to: id, at: at(time))) }
    private mutating func finish(at time: Int) -> [String] { said(writer.finish(id, at: at(time))) }
    private mutating func finish(citing document: String, at time: Int) -> [String] {
        var sources = Embed()
        sources.title = document
        return said(writer.finish(id, citing: sources, at: at(time)))
    }

    private mutating func tick(at time: Int) -> [String] { said(writer.tick(at: at(time))) }

    private mutating func fail(_ sentence: String, at time: Int) -> [String] {
        said(writer.fail(id, sentence, at: at(time)))
    }

    private mutating func wrote(message: Snowflake? = nil, at time: Int) -> [String] {
        said(writer.wrote(id, message: message, learned: nil, at: at(time)))
    }

    private func said(_ actions: [ReplyWriter.Action]) -> [String] {
        actions.map { action in
            switch action {
            case .type: "type"
            case .create(_, _, let index, let piece, let question):
                "create \(index)" + (question.map { " → \($0)" } ?? "") + ": " + said(piece)
            case .edit(_, _, let message, let piece): "edit \(message): " + said(piece)
            case .end(_, let messages, let isComplete): "end \(messages) " + (isComplete ? "complete" : "given up")
            }
        }
    }

    private func said(_ piece: MessagePiece) -> String {
        let file = piece.file.map { " + \($0.text.count) in \($0.name)" } ?? ""
        let hasLink = piece.content.contains("://")
        let sources = piece.embed?.title.map { " {\($0)}" } ?? ""
        return piece.content + (hasLink && !piece.showsPreviews ? " (no preview)" : "") + file + sources
    }
}
