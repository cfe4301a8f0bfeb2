extension SchemaBook {
    func contentFaults(in value: JSON, against schema: JSON, at path: SchemaPath) -> [SchemaFault] {
        switch value {
        case .object(let members): objectFaults(in: members, against: schema, at: path)
        case .array(let elements): arrayFaults(in: elements, against: schema, at: path)
        case .string(let text): textFaults(in: text, against: schema, at: path)
        case .integer, .number: numberFaults(in: value, against: schema, at: path)
        case .null, .bool: []
        }
    }

    private func objectFaults(in members: JSONObject, against schema: JSON, at path: SchemaPath) -> [SchemaFault] {
        var faults = sizeFaults(members.count, "members", schema["minProperties"], schema["maxProperties"], at: path)
        for name in schema["required"]?.array?.compactMap(\.string) ?? [] where members[name] == nil {
            faults.append(path.fault("has no \(name)"))
        }
        let properties = schema["properties"]
        let additional = schema["additionalProperties"]
        for member in members {
            guard let property = properties?[member.name] ?? additional else { continue }
            faults += self.faults(in: member.value, against: property, at: path.appending(member.name))
        }
        return faults
    }

    private func arrayFaults(in elements: [JSON], against schema: JSON, at path: SchemaPath) -> [SchemaFault] {
        var faults = sizeFaults(elements.count, "elements", schema["minItems"], schema["maxItems"], at: path)
        if schema["uniqueItems"] == true, Set(elements).count < elements.count {
            faults.append(path.fault("has an element twice"))
        }
        guard let items = schema["items"] else { return faults }
        for (index, element) in elements.enumerated() {
            faults += self.faults(in: element, against: items, at: path.appending(String(index)))
        }
        return faults
    }

    private func textFaults(in text: String, against schema: JSON, at path: SchemaPath) -> [SchemaFault] {
        var faults = sizeFaults(
            text.unicodeScalars.count, "characters", schema["minLength"], schema["maxLength"], at: path)
        let format = schema["format"]?.string
        if let format, !TextFormat.isRight(text, as: format) { faults.append(path.fault("is no \(format)")) }
        // A snowflake's format says all that its pattern does.
        if format != "snowflake", let pattern = schema["pattern"]?.string, !TextFormat.matches(text, pattern) {
            faults.append(path.fault("does not match \(pattern)"))
        }
        return faults
    }

    private func numberFaults(in value: JSON, against schema: JSON, at path: SchemaPath) -> [SchemaFault] {
        var faults: [SchemaFault] = []
        if let minimum = schema["minimum"], value.isLess(than: minimum) {
            faults.append(path.fault("is less than \(minimum.text)"))
        }
        if let maximum = schema["maximum"], maximum.isLess(than: value) {
            faults.append(path.fault("is more than \(maximum.text)"))
        }
        if schema["format"]?.string == "int32", value.integer.flatMap({ Int32(exactly: $0) }) == nil {
            faults.append(path.fault("does not fit in 32 bits"))
        }
        return faults
    }

    private func sizeFaults(
        _ count: Int, _ things: String, _ minimum: JSON?, _ maximum: JSON?, at path: SchemaPath
    ) -> [SchemaFault] {
        if let minimum = minimum?.integer, count < minimum {
            [path.fault("has \(count) \(things), fewer than \(minimum)")]
        } else if let maximum = maximum?.integer, count > maximum {
            [path.fault("has \(count) \(things), more than \(maximum)")]
        } else {
            []
        }
    }
}

extension JSON {
    /// Whole numbers are compared exactly.
    fileprivate func isLess(than other: JSON) -> Bool {
        if case .integer(let left) = self, case .integer(let right) = other { return left < right }
        guard let left = number, let right = other.number else { return false }
        return left < right
    }
}
