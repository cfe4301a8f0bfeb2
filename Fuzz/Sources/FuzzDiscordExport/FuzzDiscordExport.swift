import Companion
import Foundation

@testable import DiscordExport

/// An export is refused, or has the turns it says, each of somebody and of bounded length. What stands alone is tried
/// as one of its messages, too.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDiscordExport(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Data(UnsafeBufferPointer(start: start, count: count))
    check(bytes)
    check(Data("{\"channel\": {\"id\": 1}, \"messages\": [".utf8) + bytes + Data("]}".utf8))
    return 0
}

private func check(_ bytes: Data) {
    guard let export = try? DiscordExport(bytes) else { return }  // refused
    precondition(export.place.id.hasPrefix("discord:") && export.place.id.utf8.count > 8, "a channel without an id")
    let turns = export.turns(in: 0..<Int.max)
    precondition(turns.count == export.count && turns.count <= bytes.count, "more messages than there are")
    for case let turn? in turns {
        precondition(turn.message?.isEmpty == false && turn.speaker.id.hasPrefix("discord:"), "by nobody")
        precondition(!turn.text.isEmpty && turn.text.unicodeScalars.count <= ImportedTurn.textLimit, "no turn")
        precondition(turn.saidAt.timeIntervalSince1970.isFinite, "no date")
    }
}
