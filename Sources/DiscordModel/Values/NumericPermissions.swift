/// Permissions where requests have them as a number, not as text.
package struct NumericPermissions: Equatable, Sendable {
    package var permissions: Permissions

    package init(_ permissions: Permissions = []) { self.permissions = permissions }
}

extension NumericPermissions: JSONReadable, Encodable {
    package init(from json: inout JSONReader) throws(JSONFault) { self.init(try Permissions(from: &json)) }

    package func encode(to encoder: any Encoder) throws { try permissions.rawValue.encode(to: encoder) }
}
