extension JSONReader {
    /// Reads a member; `null` leaves `value` as it is.
    package mutating func read<Value: JSONReadable>(into value: inout Value) throws(JSONFault) {
        if try !null() { value = try Value(from: &self) }
    }

    package mutating func read<Value: JSONReadable>(into value: inout Value?) throws(JSONFault) {
        if try !null() { value = try Value(from: &self) }
    }

    /// Here `null` is something else than nothing.
    package mutating func read<Value: JSONReadable>(into value: inout Nullable<Value>?) throws(JSONFault) {
        value = Nullable(try null() ? nil : Value(from: &self))
    }

    /// The number in a member of the object that begins here; nothing is taken.
    func ahead(_ name: StaticString) throws(JSONFault) -> Int? {
        var json = self
        var number: Int?
        try json.object { json, key throws(JSONFault) in
            if name ~= key { try json.read(into: &number) } else { try json.skip() }
        }
        return number
    }

    /// Passes over an object: the `id` of that member of it which has this name.
    mutating func skipID(in name: StaticString) throws(JSONFault) -> Snowflake? {
        var id: Snowflake?
        try object { json, key throws(JSONFault) in
            guard name ~= key, json.next() == UInt8(ascii: "{") else { return try json.skip() }
            try json.object { json, key throws(JSONFault) in
                if "id" ~= key { try json.read(into: &id) } else { try json.skip() }
            }
        }
        return id
    }
}
