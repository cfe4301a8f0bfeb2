import DiscordModel
import Foundation

/// Reads a request's body: JSON, or a form with `payload_json` and files in it.
struct BodyReader {
    /// Bytes of a whole request, and of one file in it.
    static let limit = 25 << 20
    static let fileLimit = 10 << 20

    private(set) var json: JSON = [:]
    private(set) var files: [Int: StoredFile] = [:]
    /// Fields of a form that are neither `payload_json` nor files.
    private(set) var fields: [String: String] = [:]

    /// - Throws: 413, 50109, or 50035 for a body without a content type that we know.
    init(_ body: [UInt8], contentType: String?) throws(Refusal) {
        guard !body.isEmpty else { return }
        guard body.count <= Self.limit else { throw .tooLarge }
        let type = contentType ?? ""
        switch type.split(separator: ";").first?.trimmingCharacters(in: .whitespaces).lowercased() {
        case "application/json": json = try Self.parse(body)
        case "application/x-www-form-urlencoded": try readForm(String(decoding: body, as: UTF8.self))
        case "multipart/form-data":
            guard let boundary = Self.parameter("boundary", of: type) else { throw Self.badContentType(type) }
            try readParts(body, boundary: boundary)
        default: throw Self.badContentType(type)
        }
    }

    private static func badContentType(_ type: String) -> Refusal {
        var faults = FormFaults()
        faults.add(
            [], "CONTENT_TYPE_INVALID",
            #"Expected "Content-Type" header to be one of {'application/json', …}, not "\#(type)"."#)
        return faults.refusal
    }

    private static func parse(_ bytes: [UInt8]) throws(Refusal) -> JSON {
        do { return try JSON(json: bytes) } catch { throw .badJSON }
    }

    // MARK: Forms

    private mutating func readForm(_ text: String) throws(Refusal) {
        for pair in text.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1)
            let value = halves.count > 1 ? Self.decoded(halves[1]) : ""
            try take(field: Self.decoded(halves.first ?? ""), value)
        }
    }

    static func decoded(_ text: Substring) -> String {
        let spaced = String(text).replacing("+", with: " ")
        return spaced.removingPercentEncoding ?? spaced
    }

    private mutating func take(field name: String, _ value: String) throws(Refusal) {
        if name == "payload_json" { json = try Self.parse(Array(value.utf8)) } else { fields[name] = value }
    }

    // MARK: Multipart (RFC 7578)

    private mutating func readParts(_ body: [UInt8], boundary: String) throws(Refusal) {
        let marker = Array("--\(boundary)".utf8)
        let marks = Self.places(of: marker, in: body)
        for (start, end) in zip(marks, marks.dropFirst()) {
            let content = body[(start + marker.count)..<end]
            let ends = Self.places(of: Array("\r\n\r\n".utf8), in: Array(content.prefix(4_096)))
            guard let headerEnd = ends.first else { continue }
            let headers = String(decoding: content.prefix(headerEnd), as: UTF8.self)
            // Without the line break that belongs to the next boundary.
            try takePart(headers, Array(content.dropFirst(headerEnd + 4).dropLast(2)))
        }
    }

    private mutating func takePart(_ headers: String, _ bytes: [UInt8]) throws(Refusal) {
        let lines = headers.split(separator: "\r\n").map(String.init)
        func line(_ name: String) -> String? {
            lines.first { $0.lowercased().hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
        }
        guard let disposition = line("content-disposition:"),
            let name = Self.parameter("name", of: disposition)
        else { return }
        guard let filename = Self.parameter("filename", of: disposition) else {
            return try take(field: name, String(decoding: bytes, as: UTF8.self))
        }
        guard bytes.count <= Self.fileLimit else { throw .tooLarge }
        let type = line("content-type:")?.trimmingCharacters(in: .whitespaces) ?? "application/octet-stream"
        let number = Int(name.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? files.count
        files[number] = StoredFile(name: filename, contentType: type, bytes: bytes)
    }

    /// The value of `name="value"` or `name=value` in a header; `name*=utf-8''…` too.
    private static func parameter(_ name: String, of header: String) -> String? {
        for part in header.split(separator: ";").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if part.hasPrefix("\(name)=") {
                return part.dropFirst(name.count + 1).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            }
            if part.lowercased().hasPrefix("\(name)*=utf-8''") {
                return part.dropFirst(name.count + 9).removingPercentEncoding
            }
        }
        return nil
    }

    private static func places(of marker: [UInt8], in bytes: [UInt8]) -> [Int] {
        guard let first = marker.first, bytes.count >= marker.count else { return [] }
        var places: [Int] = []
        var index = 0
        while let next = bytes[index...].firstIndex(of: first), next + marker.count <= bytes.count {
            if bytes[next..<(next + marker.count)].elementsEqual(marker) {
                places.append(next)
                index = next + marker.count
            } else {
                index = next + 1
            }
        }
        return places
    }
}
