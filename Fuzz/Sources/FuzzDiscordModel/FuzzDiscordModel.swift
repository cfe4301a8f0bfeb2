@testable import DiscordModel

/// Whatever Discord sends, or somebody in its place: it is read or refused, and what was read once reads the same
/// again. The first byte chooses the event.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDiscordModel(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let document = Array(bytes.dropFirst())
    fuzzTree(document)
    fuzzEvent(events[Int(bytes.first ?? 0) % events.count], document)
    _ = try? GatewayFrame(json: document)  // either way, it must come back
    _ = Timestamp(String(decoding: bytes, as: UTF8.self))
    return 0
}

func fuzzTree(_ document: [UInt8]) {
    guard let tree = try? JSON(json: document) else { return }  // refused: nothing more to see
    let again = try? JSON(json: tree.bytes)  // must not be refused
    precondition(again == tree, "written and read, it is something else")
    precondition(isSkipped(document), "read, but not to be skipped")
}

func fuzzEvent(_ name: String, _ document: [UInt8]) {
    var json = JSONReader(document.span.bytes)
    guard let event = try? GatewayEvent(name, from: &json, wanted: [name]) else { return }  // refused
    precondition(event == event, "an event is not itself")
    let end = json.position
    var skipping = JSONReader(document.span.bytes)
    do { try skipping.skip() } catch { preconditionFailure("read, but not to be skipped: \(error)") }
    precondition(skipping.position == end, "reading and skipping end at different places")
}

func isSkipped(_ document: [UInt8]) -> Bool {
    var json = JSONReader(document.span.bytes)
    do {
        try json.skip()
        try json.finish()
    } catch { return false }
    return true
}

let events = [
    "MESSAGE_CREATE", "INTERACTION_CREATE", "GUILD_CREATE", "READY", "CHANNEL_UPDATE", "THREAD_LIST_SYNC",
    "THREAD_MEMBERS_UPDATE", "GUILD_MEMBERS_CHUNK", "GUILD_ROLE_UPDATE", "MESSAGE_DELETE_BULK",
    "MESSAGE_REACTION_ADD", "MESSAGE_POLL_VOTE_ADD", "VOICE_STATE_UPDATE", "VOICE_SERVER_UPDATE", "RATE_LIMITED",
    "PRESENCE_UPDATE", "TYPING_START",
]
