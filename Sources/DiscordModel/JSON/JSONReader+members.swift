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
}
