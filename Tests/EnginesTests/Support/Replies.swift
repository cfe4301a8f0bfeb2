import Inference
import Testing

@testable import Engines

/// Everything a reply brings.
func parts(of reply: ReplyStream) async throws -> [ReplyPart] {
    var parts: [ReplyPart] = []
    for try await part in reply { parts.append(part) }
    return parts
}

/// What a reply fails with; nil where it does not.
func failure(of model: some LanguageModel, _ prompt: Prompt = .hello) async throws -> InferenceError? {
    do {
        _ = try await parts(of: try await model.reply(to: prompt))
        return nil
    } catch let error as InferenceError {
        return error
    }
}

/// All parts that a reader makes of a body that comes in these pieces.
func parts(_ reader: some ReplyReader, _ pieces: [[UInt8]]) throws -> [ReplyPart] {
    var reader = reader
    var parts: [ReplyPart] = []
    for piece in pieces { parts += try reader.read(piece) }
    return parts + (reader.isComplete ? [] : try reader.end())
}

extension Prompt {
    static let hello = Prompt(system: "Be brief.", messages: [Message(.user, "Hello?")])
}

extension [ReplyPart] {
    var text: String { compactMap { if case .text(let text) = $0 { text } else { nil } }.joined() }
}

extension String {
    var bytes: [UInt8] { Array(utf8) }

    func json() throws -> JSONValue { try JSONValue(parsing: self) }
}
