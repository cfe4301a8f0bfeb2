/// Why Discord refused a request.
///
/// <https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>
package struct ErrorBody: Equatable, Sendable {
    /// What is kept of `errors`; the rest is dropped.
    package static let fieldLimit = 20
    /// Characters of a text that are kept.
    static let textLimit = 300

    /// What is wrong with one part of the request.
    package struct Field: Equatable, Sendable {
        /// Like `embeds/0/title`.
        package let path: String
        package let code: String
        package let message: String
    }

    package var code = 0
    package var message = ""
    package var fields: [Field] = []

    package init() {}
}

extension ErrorBody: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "code": try json.read(into: &code)
            case "message": message = Self.shortened(try JSON(from: &json).string ?? "")
            case "errors": collect(try JSON(from: &json), at: [])
            default: try json.skip()
            }
        }
    }

    /// The tree has the shape of the request, with lists named `_errors` as its leaves.
    private mutating func collect(_ tree: JSON, at path: [String]) {
        for member in tree.object ?? [:] {
            guard member.name == "_errors" else {
                collect(member.value, at: path + [Self.shortened(member.name)])
                continue
            }
            for error in (member.value.array ?? []).prefix(Self.fieldLimit - fields.count) {
                let code = error["code"].map { $0.string ?? $0.text } ?? ""
                fields.append(
                    Field(
                        path: path.joined(separator: "/"), code: Self.shortened(code),
                        message: Self.shortened(error["message"]?.string ?? "")))
            }
        }
    }

    private static func shortened(_ text: String) -> String { String(text.prefix(textLimit)) }
}

extension ErrorBody: CustomStringConvertible {
    package var description: String {
        let fields = fields.map { "\($0.path): \($0.message) (\($0.code))" }
        return (["\(message) (\(code))"] + fields).joined(separator: "; ")
    }
}
