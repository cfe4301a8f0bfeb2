import Inference

/// Where a member stands: in an object, or in an object inside it.
struct LoreSpot: Sendable, Hashable {
    var folder: String?
    var name: String

    static func top(_ name: String) -> LoreSpot { LoreSpot(name: name) }
    static func inside(_ folder: String, _ name: String) -> LoreSpot { LoreSpot(folder: folder, name: name) }
    static func extra(_ name: String) -> LoreSpot { .inside("extensions", name) }

    var label: String { folder.map { "\($0).\(name)" } ?? name }

    func value(in members: [String: JSONValue]) -> JSONValue? {
        guard let folder else { return members[name] }
        return members[folder]?[name]
    }

    /// Puts it there; nil takes it away.
    func set(_ value: JSONValue?, in members: inout [String: JSONValue]) {
        guard let folder else {
            members[name] = value
            return
        }
        var inner = members[folder]?.object ?? [:]
        if value == nil && inner[name] == nil { return }
        inner[name] = value
        members[folder] = .object(inner)
    }
}
