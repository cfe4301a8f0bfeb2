import Foundation
import Inference

/// A character card inside a picture: a chunk of text whose keyword says which version it is, in Base64.
struct CardText {
    /// The keyword of versions 1 and 2, and the one of version 3.
    static let keywords = ["chara", "ccv3"]

    let keyword: String
    private let encoded: ArraySlice<UInt8>

    /// Nil where the chunk is no text, is packed, or has another keyword.
    init?(_ chunk: PNGFile.Chunk) {
        let isInternational = chunk.type == Array("iTXt".utf8)
        guard isInternational || chunk.type == Array("tEXt".utf8) else { return nil }
        guard let end = chunk.data.firstIndex(of: 0) else { return nil }
        let keyword = String(decoding: chunk.data[..<end], as: UTF8.self).lowercased()
        guard Self.keywords.contains(keyword) else { return nil }
        var text = chunk.data[end...].dropFirst()
        if isInternational {
            // Whether and how it is packed, a language, and the keyword in that language.
            guard text.first == 0 else { return nil }
            text = text.dropFirst(2)
            for _ in 0..<2 {
                guard let end = text.firstIndex(of: 0) else { return nil }
                text = text[end...].dropFirst()
            }
        }
        self.keyword = keyword
        encoded = text
    }

    func json() throws(LoreFault) -> JSONValue {
        guard encoded.count / 4 * 3 <= LoreLimits.fileSize else {
            throw LoreFault(
                "The card in the picture is larger than the \(LoreLimits.fileSize >> 20) MiB that are taken.")
        }
        guard let data = Data(base64Encoded: Data(encoded), options: .ignoreUnknownCharacters), !data.isEmpty else {
            throw PNGFile.damaged("the card in it cannot be decoded")
        }
        return try LoreJSON.value(of: data)
    }

    static func put(_ json: JSONValue, as keyword: String, in png: inout PNGFile) {
        let text = Data(json.bytes).base64EncodedData()
        png.put("tEXt", Array(keyword.utf8) + [0] + text) { CardText($0)?.keyword == keyword }
    }
}
