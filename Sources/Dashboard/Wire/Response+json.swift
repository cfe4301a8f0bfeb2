import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Markdown
import NIOCore

extension Response {
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        json(written: JSONText.encode(value), status: status)
    }

    static func json(written text: ByteBuffer, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: text))
    }

    /// The last answer on its connection: watching for the asker's leaving uses the connection up.
    static func lastJSON(_ value: some Encodable) -> Response { lastJSON(written: JSONText.encode(value)) }

    static func lastJSON(written text: ByteBuffer) -> Response {
        var response = json(written: text)
        response.headers[.connection] = "close"
        return response
    }

    static func text(_ text: String, type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Done, and nothing to say.
    static var done: Response { Response(status: .noContent) }
}

/// JSON text, written straight into the buffer that is sent.
enum JSONText {
    /// Dates are milliseconds since 1970.
    static func encode(_ value: some Encodable) -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(Int64((date.timeIntervalSince1970 * 1000).rounded()))
        }
        // Our own values hold no infinities, the only thing that JSON lacks.
        guard let data = try? encoder.encode(value) else { return ByteBuffer(string: "null") }
        return ByteBuffer(bytes: data)
    }
}

extension ByteBuffer {
    /// Writes `text` as a JSON string with its quotation marks.
    mutating func writeJSONString(_ text: String) { text.writeJSON { writeBytes($0) } }
}
