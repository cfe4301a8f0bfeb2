/// What may be the name of an object's member where names are data, such as ids.
package protocol JSONName: Hashable {
    init?(name: String)
}

extension String: JSONName {
    package init(name: String) { self = name }
}

extension Snowflake: JSONName {
    package init?(name: String) { self.init(name) }
}

/// Members with other names are passed over, as are those that are null.
extension Dictionary: JSONReadable where Key: JSONName, Value: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self = [:]
        try json.object { json, key throws(JSONFault) in
            if let name = Key(name: key.text), try !json.null() {
                self[name] = try Value(from: &json)
            } else {
                try json.skip()
            }
        }
    }
}
