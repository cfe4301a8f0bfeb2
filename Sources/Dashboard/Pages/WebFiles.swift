import Crypto
import Foundation
import Mustache
import NIOCore

/// The page's own files, read once at the start: templates, and what is sent as it is.
///
/// Requests name an entry of a table, never a path on the disk.
struct WebFiles: Sendable {
    struct File: Sendable {
        let bytes: ByteBuffer
        let type: String
        let tag: String
    }

    let files: [String: File]
    private let templates: MustacheLibrary

    /// - Throws: ``DashboardError/webFilesMissing(path:)``
    init(folder: String) throws {
        files = try Self.contents(of: folder + "/static").mapValues { name, data in
            File(bytes: ByteBuffer(bytes: data), type: Self.type(of: name), tag: Self.tag(of: data))
        }
        var library = MustacheLibrary()
        for (name, data) in try Self.contents(of: folder + "/templates").values where name.hasSuffix(".mustache") {
            try library.register(String(decoding: data, as: UTF8.self), named: String(name.dropLast(9)))
        }
        templates = library
    }

    /// A page by its template. Values are escaped as they are put in.
    func page(_ name: String, _ values: [String: any Sendable]) throws -> String {
        guard let text = templates.render(values, withTemplate: name) else { throw WebError.unexpected }
        return text
    }

    private static func contents(of folder: String) throws -> [String: (name: String, data: Data)] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw DashboardError.webFilesMissing(path: folder)
        }
        let pairs = try names.filter { !$0.hasPrefix(".") }.map { name in
            (name, (name: name, data: try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))))
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "webmanifest": "application/manifest+json"
        default: "application/octet-stream"
        }
    }

    private static func tag(of data: Data) -> String {
        "\"\(Token.base64URL(SHA256.hash(data: data).prefix(12)))\""
    }
}
