import Foundation
import Inference

/// What a model wrote when it was asked for JSON: perhaps behind its thoughts, perhaps between fences and sentences.
struct WrittenAnswer {
    /// Without the model's thoughts.
    let text: String

    init(_ written: String) {
        let thought = written.range(of: "</think>", options: .backwards)?.upperBound ?? written.startIndex
        text = written[thought...].trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The object that it holds; nil where there is none that can be read.
    var object: JSONValue? {
        guard let first = text.firstIndex(of: "{"), let last = text.lastIndex(of: "}"), first < last,
            // Whatever else it is, it is no JSON.
            let value = try? JSONValue(parsing: String(text[first...last])), value.object != nil
        else { return nil }
        return value
    }

    /// Whether it is a try at JSON, whole or not: nothing to show to people.
    var looksLikeJSON: Bool { text.hasPrefix("{") || text.hasPrefix("[") || text.hasPrefix("```") }
}
