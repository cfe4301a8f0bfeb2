/// A file on its way to Discord.
package struct OutgoingFile: Equatable, Sendable {
    package let name: String
    package let contentType: String
    package let bytes: [UInt8]

    package init(name: String, contentType: String, bytes: [UInt8]) {
        self.name = name
        self.contentType = contentType
        self.bytes = bytes
    }
}

/// JSON and files in one body (RFC 7578): `payload_json`, `files[0]`, `files[1]`…
///
/// <https://docs.discord.com/developers/reference#uploading-files>
package struct MultipartBody: Equatable, Sendable {
    package let contentType: String
    package let bytes: [UInt8]

    /// - Parameter boundary: letters and digits that occur in none of the parts, by chance of their making.
    package init(json: [UInt8], files: [OutgoingFile], boundary: String) {
        contentType = "multipart/form-data; boundary=\(boundary)"
        var bytes: [UInt8] = []
        bytes.reserveCapacity(files.reduce(json.count) { $0 + $1.bytes.count + 256 } + 256)
        func part(_ disposition: String, _ type: String, _ content: [UInt8]) {
            bytes += "--\(boundary)\r\nContent-Disposition: form-data; \(disposition)\r\n".utf8
            bytes += "Content-Type: \(Self.header(type))\r\n\r\n".utf8
            bytes += content
            bytes += "\r\n".utf8
        }
        part("name=\"payload_json\"", "application/json", json)
        for (number, file) in files.enumerated() {
            part("name=\"files[\(number)]\"; filename=\"\(Self.quoted(file.name))\"", file.contentType, file.bytes)
        }
        bytes += "--\(boundary)--\r\n".utf8
        self.bytes = bytes
    }

    /// As browsers write names: what would end the quotes or the line is escaped.
    private static func quoted(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "\"": text += "%22"
            case "\r": text += "%0D"
            case "\n": text += "%0A"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private static func header(_ type: String) -> String {
        let isPlain = !type.isEmpty && type.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        return isPlain ? type : "application/octet-stream"
    }
}
