import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A folder of the page is not where it should be.
package struct PageFilesMissing: Error, CustomStringConvertible {
    let folder: String

    package var description: String { "The simulator's page cannot be read: \(folder) is missing." }
}

/// The page's own files, read once at the start.
///
/// Requests name an entry of a table, never a path on the disk.
struct PageFiles: Sendable {
    private struct File: Sendable {
        let bytes: ByteBuffer
        let type: String
        let tag: String
    }

    /// What it shares with the bot's own page: how things look, how elements are made.
    private static let shared = ["style.css", "theme.js", "dom.js", "api.js", "face.js", "markdown.js", "icon.svg"]

    private var files: [String: File] = [:]

    init(share: String) throws(PageFilesMissing) {
        try add(Self.shared, of: share + "/web/static")
        let folder = share + "/simulator"
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {  // it is missing
            throw PageFilesMissing(folder: folder)
        }
        try add(names.filter { !$0.hasPrefix(".") }, of: folder)
    }

    private mutating func add(_ names: [String], of folder: String) throws(PageFilesMissing) {
        for name in names {
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
                throw PageFilesMissing(folder: folder + "/" + name)
            }
            let tag = SHA256.hash(data: data).prefix(12).map { String($0, radix: 16) }.joined()
            files[name] = File(bytes: ByteBuffer(bytes: data), type: Self.type(of: name), tag: "\"\(tag)\"")
        }
    }

    /// - Parameter tag: the browser has the file already when it still has this tag.
    func response(_ name: String, unless tag: String?) throws(PageFault) -> Response {
        guard let file = files[name] else { throw .notFound }
        let headers: HTTPFields = [.contentType: file.type, .eTag: file.tag, .cacheControl: "no-cache"]
        if tag == file.tag { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
    }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }
}
