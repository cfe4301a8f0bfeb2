import Foundation
import Inference

/// What a model wrote as a summary, cut to what is kept of one.
struct SummaryDraft: Sendable, Equatable {
    /// Characters of the text; what is longer is cut.
    static let textLimit = 1_200
    /// Further points are left out.
    static let mostPoints = 6
    static let pointLimit = 160

    var text: String
    var points: [String]

    static let schema: JSONValue = [
        "type": "object",
        "properties": [
            "summary": ["type": "string"],
            "key_points": ["type": "array", "items": ["type": "string"], "maxItems": 6],
        ],
        "required": ["summary", "key_points"], "additionalProperties": false,
    ]

    /// Nil where there is no summary in it. Models that were not taught to write JSON write the text alone.
    init?(_ answer: String) {
        let answer = WrittenAnswer(answer)
        if let object = answer.object {
            text = object["summary"]?.string ?? ""
            points = (object["key_points"]?.array ?? []).compactMap(\.string)
        } else {
            guard !answer.looksLikeJSON else { return nil }
            text = answer.text
            points = []
        }
        text = text.excerpt(upTo: Self.textLimit)
        points = points.lazy.map { $0.excerpt(upTo: Self.pointLimit) }.filter { !$0.isEmpty }.prefix(Self.mostPoints)
            .map(\.self)
        guard !text.isEmpty else { return nil }
    }
}
