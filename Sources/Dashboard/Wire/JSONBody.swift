import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// Reads JSON that somebody sent: typed, and bounded in size and depth before it is decoded.
enum JSONBody {
    /// For everything but pictures, in bytes.
    static let ordinaryLimit = 256 * 1024
    static let depthLimit = 32
    /// Values, names not counted. Decoding takes much more memory for each than it has bytes.
    static let valueLimit = 50_000

    /// - Throws: ``WebError`` 400, 413 or 415, with a sentence that names the field.
    static func read<Value: Decodable>(
        _ type: Value.Type, from request: inout Request, upTo limit: Int = ordinaryLimit
    ) async throws -> Value {
        guard isJSON(request.headers[.contentType]) else {
            throw WebError(.unsupportedMediaType, "Send JSON, as Content-Type: application/json.")
        }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw tooLarge(limit) }
        let body: ByteBuffer
        do {
            body = try await request.collectBody(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw tooLarge(limit)
        } catch {
            throw WebError(.badRequest, "The body broke off.")
        }
        return try decode(type, from: body)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from body: ByteBuffer) throws -> Value {
        if let fault = fault(in: body.readableBytesView) { throw WebError(.badRequest, fault) }
        do {
            return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
        } catch let error as DecodingError {
            throw WebError(describing: error)
        }
    }

    /// Why this should not even be decoded; one pass, no recursion.
    static func fault(in bytes: some Sequence<UInt8>) -> String? {
        var depth = 0
        var values = 1
        var isInString = false
        var isEscaped = false
        for byte in bytes {
            // Other encodings, in which brackets would be missed here, have it in every bracket.
            if byte == 0 { return "JSON is UTF-8." }
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: ","): values += 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                values += 1
                if depth > depthLimit { return "This JSON is nested too deeply." }
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            if values > valueLimit { return "This JSON has more than \(valueLimit) values." }
        }
        return nil
    }

    private static func isJSON(_ contentType: String?) -> Bool {
        let type = contentType?.split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespaces) }
        return type?.lowercased() == "application/json"
    }

    private static func tooLarge(_ limit: Int) -> WebError {
        let most = limit < 1 << 20 ? "\(limit >> 10) kB" : "\(limit >> 20) MB"
        return WebError(.contentTooLarge, "This is too large: at most \(most).", code: "too_large")
    }
}

extension WebError {
    /// Says which field of a body is wrong, without repeating what it says.
    init(describing error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            let path = Self.path(context.codingPath + [key])
            self.init(.badRequest, "“\(path)” is missing.", field: path)
        case .typeMismatch(let type, let context):
            let path = Self.path(context.codingPath)
            self.init(.badRequest, "“\(path)” should be \(Self.name(of: type)).", field: path)
        case .valueNotFound(_, let context):
            let path = Self.path(context.codingPath)
            self.init(.badRequest, "“\(path)” must not be null.", field: path)
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            let path = Self.path(context.codingPath)
            self.init(.badRequest, "“\(path)” is not valid.", field: path)
        default:
            self.init(.badRequest, "This is not valid JSON.")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "the body" : keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Bool.Type: "true or false"
        case is Int.Type, is Double.Type: "a number"
        case is [String: Any].Type: "an object"
        default: "of another type"
        }
    }
}
