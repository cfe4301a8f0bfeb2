import DiscordModel

extension WorldState {
    /// Keeps a file and gives the attachment object for it.
    ///
    /// - Parameter described: what the sender says of it: `filename`, `description` and so on.
    mutating func attach(_ file: StoredFile, in channel: Snowflake, described: JSON = [:]) -> JSON {
        let id = mint()
        let name = Self.safe(described["filename"]?.string ?? file.name)
        let path = "/attachments/\(channel)/\(id)/\(name)"
        files.keep(file, at: path)
        var attachment: JSON = [
            "id": JSON(id), "filename": .string(name), "size": .integer(file.bytes.count),
            "content_type": .string(file.contentType), "url": .string(cdn + path), "proxy_url": .string(cdn + path),
        ]
        for field in ["description", "title", "duration_secs", "waveform"] {
            if let value = described[field], !value.isNull { attachment[field] = value }
        }
        if let size = ImageSize(file.bytes) {
            attachment["width"] = .integer(size.width)
            attachment["height"] = .integer(size.height)
        }
        return attachment
    }

    /// As Discord shortens file names: letters, digits, and `._-`.
    private static func safe(_ name: String) -> String {
        String(name.map { $0.isLetter || $0.isNumber || "._-".contains($0) ? $0 : "_" })
    }

    /// Addresses of our files with a fresh signature, wherever they stand in the object.
    func signed(_ json: JSON) -> JSON {
        switch json {
        case .string(let text):
            guard !cdn.isEmpty, text.hasPrefix(cdn + "/attachments/") else { return json }
            let path = text.dropFirst(cdn.count).prefix { $0 != "?" }
            return .string(cdn + files.signed(String(path), at: now))
        case .array(let elements): return .array(elements.map(signed))
        case .object(let members): return .object(JSONObject(members.map { ($0.name, signed($0.value)) }))
        default: return json
        }
    }

    /// `attachment://name` becomes the file's address, wherever it stands.
    static func linked(_ json: JSON, to attachments: [JSON]) -> JSON {
        switch json {
        case .string(let text):
            guard text.hasPrefix("attachment://") else { return json }
            let name = text.dropFirst("attachment://".count)
            return attachments.first { $0["filename"]?.string == String(name) }?["url"] ?? json
        case .array(let elements): return .array(elements.map { linked($0, to: attachments) })
        case .object(let members):
            return .object(JSONObject(members.map { ($0.name, linked($0.value, to: attachments)) }))
        default: return json
        }
    }
}

/// Width and height out of the first bytes of a PNG or GIF.
private struct ImageSize {
    let width: Int
    let height: Int

    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 24 else { return nil }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 << 8 | Int($1) } }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            (width, height) = (number(16..<20), number(20..<24))
        } else if bytes.starts(with: "GIF8".utf8) {
            (width, height) = (Int(bytes[7]) << 8 | Int(bytes[6]), Int(bytes[9]) << 8 | Int(bytes[8]))
        } else {
            return nil
        }
    }
}
