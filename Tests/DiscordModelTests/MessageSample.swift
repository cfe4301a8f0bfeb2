@testable import DiscordModel

/// A message as the gateway sends it.
enum MessageSample {
    static let document: [UInt8] = Array(
        #"""
        {"t":"MESSAGE_CREATE","s":42,"op":0,"d":{"type":19,"tts":false,"timestamp":"2026-11-22T10:24:14.123000+00:00",\#
        "pinned":false,"nonce":"1175034123456789504","mentions":[{"username":"botty","public_flags":0,\#
        "id":"1061234567890123456","global_name":null,"discriminator":"4321","bot":true,\#
        "avatar":"a1b2c3d4e5f60718293a4b5c6d7e8f90","avatar_decoration_data":null,"clan":null,"primary_guild":null,\#
        "member":{"roles":["1061234567890123111"],"joined_at":"2024-02-01T12:00:00.000000+00:00","nick":null,\#
        "mute":false,"deaf":false,"flags":0}}],"mention_roles":[],"mention_everyone":false,\#
        "message_reference":{"type":0,"message_id":"1175034000000000000","guild_id":"1060000000000000000",\#
        "channel_id":"1060000000000000001"},"referenced_message":null,"member":{"roles":["1060000000000000002"],\#
        "premium_since":null,"pending":false,"nick":"Ann \u00e9\u4e2d","mute":false,\#
        "joined_at":"2023-01-04T09:10:11.123456+00:00","flags":2,"deaf":false,"communication_disabled_until":null},\#
        "id":"1175034123456789505","flags":0,"embeds":[{"type":"link","url":"https://example.org/article/42",\#
        "title":"An article about \"tea\"","thumbnail":{"url":"https://example.org/i.png","width":640,"height":360}}],\#
        "edited_timestamp":null,"content":"Hey <@1061234567890123456>, what did \"we\" decide?\nYes? \ud83c\udf75",\#
        "components":[{"type":1,"id":1,"components":[{"type":2,"id":2,"style":5,"label":"Go","url":"https://a.b"},\#
        {"type":99,"new":[1]}]}],"channel_type":0,"channel_id":"1060000000000000001","author":{"username":"ann",\#
        "public_flags":64,"primary_guild":null,"id":"1060000000000000099","global_name":"Ann","discriminator":"0",\#
        "avatar":"0f1e2d3c4b5a69788796a5b4c3d2e1f0"},"attachments":[{"id":"1175034123456789777",\#
        "filename":"photo.png","size":123456,"url":"https://cdn.example.org/photo.png?ex=65&is=64&hm=abc",\#
        "proxy_url":"https://media.example.org/photo.png","width":800,"height":600,"content_type":"image/png"}],\#
        "guild_id":"1060000000000000000"}}
        """#.utf8)

    static func event(_ bytes: [UInt8], wanted: Set<String> = ["MESSAGE_CREATE"]) throws(JSONFault) -> GatewayEvent {
        let frame = try GatewayFrame(json: bytes)
        guard let name = frame.name, let data = frame.data else { throw .missing("t") }
        var json = JSONReader(bytes.span.bytes.extracting(data))
        let event = try GatewayEvent(name, from: &json, wanted: wanted)
        try json.finish()
        return event
    }
}
