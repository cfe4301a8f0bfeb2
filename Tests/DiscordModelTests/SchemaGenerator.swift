@testable import DiscordModel

/// Makes objects that a schema accepts, and some that stretch it: the same ones for the same seed.
struct SchemaGenerator {
    enum Style: CaseIterable {
        /// Only what is required, as small as it may be.
        case minimum
        /// All members, as large as they may be.
        case maximum
        /// All members, `null` where that is allowed.
        case nulls
        /// Members as chance wants it.
        case mixed
        /// Numbers and words that are in no list of choices, and members that no schema knows.
        case unknown
    }

    static let depthLimit = 7

    let book: SchemaBook
    var style = Style.minimum
    var random: SeededRandom

    mutating func value(of schema: JSON, depth: Int = 0) -> JSON {
        guard let schema = merged(schema) else { return .null }
        if let branches = (schema["oneOf"] ?? schema["anyOf"])?.array { return choice(of: branches, depth) }
        if let choices = schema["enum"]?.array { return choices.randomElement(using: &random) ?? .null }
        if let constant = schema["const"] { return constant }
        let types = schema["type"]?.array?.compactMap(\.string) ?? schema["type"]?.string.map { [$0] } ?? []
        if types.contains("null"), wantsNull(depth) { return .null }
        switch types.first(where: { $0 != "null" }) {
        case "object": return object(schema, depth)
        case "array": return array(schema, depth)
        case "string": return text(schema)
        case "integer": return integer(schema)
        case "number": return style == .minimum ? 0.5 : 1_234_567.25
        case "boolean": return .bool(style == .maximum || Bool.random(using: &random))
        default: return .null
        }
    }

    /// The schema with what it refers to and what `allOf` adds.
    private func merged(_ schema: JSON) -> JSON? {
        guard var result = book.resolved(schema) else { return nil }
        for part in result["allOf"]?.array ?? [] {
            guard result["enum"] == nil, let other = merged(part) else { continue }
            let properties = JSONObject((result["properties"]?.object ?? [:]).map { ($0.name, $0.value) })
            var all = properties
            for member in other["properties"]?.object ?? [:] { all[member.name] = member.value }
            for member in other.object ?? [:] where result[member.name] == nil { result[member.name] = member.value }
            let required = (result["required"]?.array ?? []) + (other["required"]?.array ?? [])
            if !all.isEmpty { result["properties"] = .object(all) }
            result["required"] = .array(required)
        }
        return result
    }

    private mutating func wantsNull(_ depth: Int) -> Bool {
        depth > Self.depthLimit || style == .nulls || style == .minimum
            || style == .mixed && Bool.random(using: &random)
    }

    private mutating func choice(of branches: [JSON], _ depth: Int) -> JSON {
        let constants = branches.compactMap { $0["const"] }
        if constants.count == branches.count, let known = constants.randomElement(using: &random) {
            guard style == .unknown else { return known }
            return known.string == nil ? 9999 : "SOMETHING_NEW"
        }
        let isNullable = branches.contains { $0["type"] == "null" }
        if isNullable, wantsNull(depth) { return .null }
        let others = branches.filter { $0["type"] != "null" }
        guard let branch = depth > Self.depthLimit ? others.first : others.randomElement(using: &random) else {
            return .null
        }
        return value(of: branch, depth: depth + 1)
    }

    private mutating func object(_ schema: JSON, _ depth: Int) -> JSON {
        let required = Set(schema["required"]?.array?.compactMap(\.string) ?? [])
        var result = JSONObject()
        for property in schema["properties"]?.object ?? [:] {
            guard required.contains(property.name) || wantsMember(depth) else { continue }
            result[property.name] = value(of: property.value, depth: depth + 1)
        }
        if let names = schema["additionalProperties"], names.bool == nil, style != .minimum, depth < Self.depthLimit {
            result["12"] = value(of: names, depth: depth + 1)
        }
        if style == .unknown, schema["additionalProperties"] == nil {
            result["zz_new"] = ["a": [1, nil, "\u{7F}"], "type": "x"]
        }
        return .object(result)
    }

    private mutating func wantsMember(_ depth: Int) -> Bool {
        guard depth <= Self.depthLimit else { return false }
        return style == .maximum || style == .nulls || style != .minimum && Bool.random(using: &random)
    }

    private mutating func array(_ schema: JSON, _ depth: Int) -> JSON {
        let least = schema["minItems"]?.integer ?? 0
        let most = max(least, min(schema["maxItems"]?.integer ?? 2, 2))
        let count = style == .minimum || depth > Self.depthLimit ? least : style == .maximum ? most : least + most / 2
        guard let items = schema["items"], count > 0 else { return [] }
        var result: [JSON] = []
        for _ in 0..<count {
            let element = value(of: items, depth: depth + 1)
            if schema["uniqueItems"] != true || !result.contains(element) { result.append(element) }
        }
        return .array(result)
    }

    private mutating func text(_ schema: JSON) -> JSON {
        switch schema["format"]?.string {
        case "snowflake":
            let id: UInt64 = style == .minimum ? 1 : style == .maximum ? .max : .random(in: 1 ... .max, using: &random)
            return .string(String(id))
        case "date-time":
            return .string(style == .minimum ? "2015-01-01T00:00:00Z" : "2026-08-06T23:59:59.999999+00:00")
        case "uri": return "https://example.com/a?b=c"
        default: break
        }
        let least = schema["minLength"]?.integer ?? 0
        let most = max(least, min(schema["maxLength"]?.integer ?? 20, 200))
        let count = style == .minimum ? least : style == .maximum ? most : Int.random(in: least...most, using: &random)
        // Permissions are text that is a number; where a schema does not say so, all text is one.
        let scalars = schema["maxLength"] == nil ? "0123456789" : "aé\u{1F600}\"\\\n \u{0}ß/"
        if schema["maxLength"] == nil { return .string(String(UInt64.random(in: 0..<(1 << 53), using: &random))) }
        return .string(
            String(
                String.UnicodeScalarView(
                    (0..<count).compactMap { _ in
                        scalars.unicodeScalars.randomElement(using: &random)
                    })))
    }

    private mutating func integer(_ schema: JSON) -> JSON {
        let isSmall = schema["format"]?.string == "int32"
        let least = schema["minimum"]?.integer ?? (isSmall ? Int(Int32.min) : 0)
        let most = schema["maximum"]?.integer ?? (isSmall ? Int(Int32.max) : 1 << 53)
        switch style {
        case .minimum: return .integer(least)
        case .maximum: return .integer(most)
        default: return .integer(Int.random(in: least...most, using: &random))
        }
    }
}

/// SplitMix64.
struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
