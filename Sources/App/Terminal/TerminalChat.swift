import Companion
import Foundation
import Inference

/// A talk in the terminal: streams answers, or answers once in a pipe.
struct TerminalChat {
    let responder: Responder
    let conversations: ConversationStore
    let personas: PersonaLibrary
    let modelName: String
    var persona: PersonaID
    var model: String?

    static let place = Place(id: "terminal", kind: .direct)

    static var speaker: Speaker {
        Speaker(id: "terminal", name: NSUserName(), timeZone: .current)
    }

    // MARK: In a pipe

    /// Bytes that are read from a pipe; no model takes in more.
    private static let longestInput = 1 << 20

    /// Answers everything that stands on standard input, once.
    func answerInput(_ input: FileHandle = .standardInput) async throws {
        let text = try input.read(upToCount: Self.longestInput + 1) ?? Data()
        guard text.count <= Self.longestInput else { throw Refusal("That is more than 1 MB. Give it less at once.") }
        try await reply(to: String(decoding: text, as: UTF8.self))
        print()
    }

    // MARK: At a terminal

    /// Talks until the end of input, `/quit`, or Ctrl-C at the prompt.
    mutating func talk() async throws {
        print("\(try name(of: persona)) · \(model ?? modelName)")
        print("Write and press Enter. /persona, /model, /clear, /quit. Ctrl-C stops an answer.\n")
        let interruption = Interruption()
        while !interruption.isOver {
            print("› ", terminator: "")
            flush()
            guard let line = await interruption.nextLine() else { return print() }
            let text = line.trimmingCharacters(in: .whitespaces)
            if text.isEmpty { continue }
            if text.hasPrefix("/") {
                guard try await obey(text) else { return }
            } else {
                await answer(text, until: interruption)
            }
        }
    }

    private func answer(_ text: String, until interruption: Interruption) async {
        do {
            try await interruption.stopping { try await reply(to: text) }
            print("\n")
        } catch let mistake as Mistake {
            print("\(mistake)\n")
        } catch is CancellationError {
            print(" … stopped\n")
        } catch {
            print("Something went wrong: \(error)\n")
        }
    }

    private func reply(to text: String) async throws {
        var turn = Turn(
            speaker: Self.speaker, place: Self.place, audience: .person(Self.speaker.id), text: text, saidAt: Date(),
            persona: persona)
        turn.wishes.model = model
        try await responder.reply(to: turn) { part in
            switch part {
            case .text(let piece): print(piece, terminator: "")
            case .working(let tool): print("[\(tool)] ", terminator: "")
            }
            flush()
        }
    }

    // MARK: Commands

    /// - Returns: whether the talk goes on.
    private mutating func obey(_ line: String) async throws -> Bool {
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        let argument = words.dropFirst().first?.trimmingCharacters(in: .whitespaces)
        switch words.first {
        case "/quit", "/exit", "/bye": return false
        case "/persona": showOrChangePersona(argument)
        case "/model":
            if let argument { model = argument == "default" ? nil : argument }
            print("Model: \(model ?? modelName)\n")
        case "/clear":
            try await conversations.delete(place: Self.place.id, ownedBy: Self.speaker.id)
            print("Forgotten.\n")
        default: print("I know /persona [NAME], /model [NAME], /clear and /quit.\n")
        }
        return true
    }

    private mutating func showOrChangePersona(_ wish: String?) {
        guard let wish else {
            for choice in personas.all { print("  \(choice.id.padded(to: 14)) \(choice.name): \(choice.summary)") }
            return print("Choose with /persona NAME [FRAMEWORK].\n")
        }
        let words = wish.split(separator: " ").map(String.init)
        let chosen = PersonaID(character: words.first ?? "", framework: words.dropFirst().first)
        do {
            print("You are talking with \(try name(of: chosen)) now.\n")
            persona = chosen
        } catch {
            print("\(error)\n")
        }
    }

    private func name(of id: PersonaID) throws -> String { try personas.persona(id).characterName }
}

private func flush() {
    fflush(nil)
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
