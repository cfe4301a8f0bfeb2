import Foundation
import Inference

@testable import Engines

/// Whatever the pieces, events and lines are the same; where the short way to a chunk gives a text, the decoder gives
/// the same; dates and JSON of any form are read without a trap.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEngines(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let step = input.first.map(Int.init) else { return 0 }
    let bytes = Array(input.dropFirst())
    precondition(
        events(bytes, step: bytes.count) == events(bytes, step: 1 + step % 8), "the pieces of events made a difference")
    precondition(
        lines(bytes, step: bytes.count) == lines(bytes, step: 1 + step % 8), "the pieces of lines made a difference")
    for chunk in [bytes, damaged(at: step, with: bytes)] {
        guard let text = PlainChunk.text(in: chunk) else { continue }
        precondition(text == decoded(chunk), "the short way says something else")
    }
    // Half JSON is nothing.
    _ = (try? JSONDecoder().decode(OllamaChunk.self, from: Data(bytes)))?.message?.content
    _ = (try? JSONDecoder().decode(ChatModelList.self, from: Data(bytes)))?.data.first?.contextTokens
    _ = (try? JSONDecoder().decode(ChatChunk.Counts.self, from: Data(bytes)))?.counted
    if let wait = RetryAfter.seconds(String(decoding: bytes, as: UTF8.self), now: Date(timeIntervalSince1970: 0)) {
        precondition((0...RetryAfter.longest).contains(wait), "an odd wait")
    }
    return 0
}

private let limit = 64

/// Nil where one is too long.
private func events(_ bytes: [UInt8], step: Int) -> [[UInt8]]? {
    var reader = EventReader(limit: limit)
    return try? pieces(of: bytes, step).flatMap { try reader.append($0) }
}

private func lines(_ bytes: [UInt8], step: Int) -> [[UInt8]]? {
    var reader = LineReader(limit: limit)
    return try? pieces(of: bytes, step).flatMap { try reader.append($0) } + [reader.rest]
}

private func pieces(of bytes: [UInt8], _ step: Int) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: max(step, 1)).map { Array(bytes[$0..<min($0 + step, bytes.count)]) }
}

private let chunk = Array(
    #"{"id":"a","created":10,"choices":[{"index":0,"delta":{"role":"x","content":"a\n"},"finish_reason":null}],"usage":null}"#
        .utf8)

/// A good chunk with bytes in the place of one of its own.
private func damaged(at place: Int, with bytes: [UInt8]) -> [UInt8] {
    var damaged = chunk
    damaged.replaceSubrange(place % chunk.count..<place % chunk.count + 1, with: bytes)
    return damaged
}

/// The text of a chunk that brings nothing else.
private func decoded(_ bytes: [UInt8]) -> String? {
    // Half JSON is no text.
    guard let chunk = try? JSONDecoder().decode(ChatChunk.self, from: Data(bytes)), chunk.error == nil,
        chunk.usage == nil, chunk.choices?.count == 1, let choice = chunk.choices?.first, choice.finishReason == nil,
        let delta = choice.delta ?? choice.message, delta.reasoning == nil, delta.reasoningContent == nil,
        delta.toolCalls == nil
    else { return nil }
    return delta.content?.text
}
