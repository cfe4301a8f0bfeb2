/// A value that can be read from JSON.
///
/// One that reads an object takes the members it knows and skips the others: Discord adds some at any time.
package protocol JSONReadable {
    init(from json: inout JSONReader) throws(JSONFault)
}

extension JSONReadable {
    /// Reads a whole document.
    package init(json bytes: [UInt8]) throws(JSONFault) {
        var json = JSONReader(bytes.span.bytes)
        self = try Self(from: &json)
        try json.finish()
    }
}

extension Bool: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) { self = try json.bool() }
}

extension Int: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) { self = try json.int() }
}

extension Double: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) { self = try json.double() }
}

extension String: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) { self = try json.string() }
}

/// `null` is nil.
extension Optional: JSONReadable where Wrapped: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self = try json.null() ? nil : Wrapped(from: &json)
    }
}

extension Array: JSONReadable where Element: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self = []
        try json.array { json throws(JSONFault) in append(try Element(from: &json)) }
    }
}
