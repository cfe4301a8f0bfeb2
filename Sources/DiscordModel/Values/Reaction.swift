/// How often one emoji was put to a message.
///
/// <https://docs.discord.com/developers/resources/message#reaction-object>
package struct Reaction: Encodable, Equatable, Sendable {
    package var emoji = Emoji()
    package var count = 0
    package var countDetails = ReactionCounts()
    package var burstColors: [String] = []
    package var me = false
    package var meBurst = false

    package init() {}
}

extension Reaction: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "emoji": try json.read(into: &emoji)
            case "count": try json.read(into: &count)
            case "count_details": try json.read(into: &countDetails)
            case "burst_colors": try json.read(into: &burstColors)
            case "me": try json.read(into: &me)
            case "me_burst": try json.read(into: &meBurst)
            default: try json.skip()
            }
        }
    }
}
