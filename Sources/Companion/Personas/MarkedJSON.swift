/// JSON that remembers its lines, so that a fault in a file can be pointed at.
///
/// Personas are JSON and not YAML: what other programs write (`"\ud83d\ude00"`) is read, and there are no
/// anchors that could blow up.
struct MarkedJSON: Sendable, Equatable {
    indirect enum Value: Sendable, Equatable {
        case null
        case bool(Bool)
        case number(Double)
        case string(String)
        case array([MarkedJSON])
        /// In the order of the file; a name may stand here twice.
        case object([Member])
    }

    struct Member: Sendable, Equatable {
        var name: String
        var line: Int
        var value: MarkedJSON
    }

    /// Why a text is not JSON, and where, counted from 1.
    struct Unreadable: Error, Equatable {
        var line: Int
        var reason: String
    }

    var value: Value
    /// Where it begins, counted from 1.
    var line: Int

    /// What it is, in words for people.
    var kind: String {
        switch value {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
