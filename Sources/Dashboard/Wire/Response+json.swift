import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
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
    /// Writes `text` as a JSON string with its quotation marks (RFC 8259, section 7).
    ///
    /// Runs of ordinary bytes are copied as they are: this happens for every
    /// piece of every answer.
    mutating func writeJSONString(_ text: String) {
        writeInteger(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var start = bytes.startIndex
            for index in bytes.indices {
                guard let escape = Self.escape(of: bytes[index]) else { continue }
                writeBytes(bytes[start..<index])
                writeString(escape)
                start = index &+ 1
            }
            writeBytes(bytes[start...])
        }
        writeInteger(UInt8(ascii: "\""))
    }

    private static func escape(of byte: UInt8) -> String? {
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { return nil }
        switch byte {
        case UInt8(ascii: "\""): return "\\\""
        case UInt8(ascii: "\\"): return "\\\\"
        case UInt8(ascii: "\n"): return "\\n"
        case UInt8(ascii: "\r"): return "\\r"
        case UInt8(ascii: "\t"): return "\\t"
        default: return "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}
