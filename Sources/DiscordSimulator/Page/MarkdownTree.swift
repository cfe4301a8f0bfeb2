import DiscordModel
import Markdown

/// Discord's markdown as a tree in JSON, which the page makes elements of.
enum MarkdownTree {
    static func of(_ text: String) -> JSON {
        var bytes: [UInt8] = []
        MarkdownDocument(parsing: text).writeJSON(into: &bytes)
        // What we wrote ourselves is JSON.
        return (try? JSON(json: bytes)) ?? []
    }

    /// Text displays get their tree.
    static func inComponents(_ json: JSON) -> JSON {
        if let elements = json.array { return .array(elements.map(inComponents)) }
        guard var component = json.object else { return json }
        if component["type"] == 10 { component["nodes"] = component["content"]?.string.map(of) }
        for child in ["components", "accessory", "component"] {
            if let nested = component[child] { component[child] = inComponents(nested) }
        }
        return .object(component)
    }
}
