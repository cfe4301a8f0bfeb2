import Foundation
import HTTPTypes
import Inference

/// A picture that came along with a message. What it is called does not count, its content does.
struct UploadedImage: Decodable, Sendable {
    static let perMessage = 4
    static let byteLimit = 10 * 1024 * 1024
    /// A body with as many pictures as may be, in base64, and the words.
    static let bodyLimit = perMessage * (byteLimit / 3 * 4 + 1024) + JSONBody.ordinaryLimit

    let base64: String

    /// - Throws: ``WebError`` 400 or 413.
    static func checked(_ images: [UploadedImage]) throws -> [Prompt.Image] {
        guard images.count <= perMessage else {
            throw WebError(.badRequest, "At most \(perMessage) pictures go with a message.", field: "images")
        }
        return try images.map { try $0.checked() }
    }

    private func checked() throws -> Prompt.Image {
        guard let data = Data(base64Encoded: base64) else {
            throw WebError(.badRequest, "A picture is not valid base64.", field: "images")
        }
        guard data.count <= Self.byteLimit else {
            throw WebError(.contentTooLarge, "A picture has at most 10 MB.", code: "too_large", field: "images")
        }
        let bytes = [UInt8](data)
        guard let format = ImageFormat(sniffing: bytes) else {
            throw WebError(.badRequest, "Pictures must be PNG, JPEG, GIF or WebP.", field: "images")
        }
        guard !format.isTooLarge else {
            throw WebError(.contentTooLarge, "A picture has at most 40 megapixels.", code: "too_large", field: "images")
        }
        return Prompt.Image(mediaType: format.kind.rawValue, bytes: bytes)
    }
}
