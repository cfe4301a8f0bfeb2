import Foundation
import Inference

@testable import Import

/// Whatever a file of another program holds: it is refused with a reason, or what is taken is bounded. The first byte
/// chooses the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzImport(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let file = Array(bytes.dropFirst())
    do throws(ImportFault) {
        switch (bytes.first ?? 0) % 6 {
        case 0: check(try BoundedJSON.value(of: file), depth: 0)
        case 1: try checkProfile(file)
        case 2: try checkTalk(file)
        case 3: try checkLists(file)
        case 4: try checkTexts(file)
        default: try checkChat(file)
        }
    } catch {
        precondition(!error.reason.isEmpty && error.reason.utf8.count < 1_000, "refused without a reason")
    }
    return 0
}

private let local = WrittenDate(zone: .gmt)

private func check(_ value: JSONValue, depth: Int) {
    precondition(depth <= BoundedJSON.depthLimit, "too deep")
    switch value {
    case .number(let number): precondition(number.isFinite, "no number")
    case .array(let items): for item in items { check(item, depth: depth + 1) }
    case .object(let members): for member in members.values { check(member, depth: depth + 1) }
    case .string(let text):
        _ = (text.onOneLine(40), value.id, value.name, value.words, text.trimmed)
        check(local.moment(value))
    case .null, .bool: break
    }
}

private func check(_ date: Date?) {
    let years = date.map { (0...7_258_118_400).contains($0.timeIntervalSince1970) } ?? true
    precondition(years, "a date that no talk has")
}

private func check(_ messages: [ImportedMessage]) {
    for message in messages {
        precondition((1...ImportedMessage.byteLimit).contains(message.text.utf8.count), "no message")
        precondition((message.name?.unicodeScalars.count ?? 1) <= ImportedMessage.nameLimit, "a long name")
        precondition(message.userID?.isID != false, "an odd id")
        check(message.saidAt)
    }
    precondition(Set(messages.map(\.key)).count == messages.count, "two messages of one key")
}

private func checkProfile(_ file: [UInt8]) throws(ImportFault) {
    var reading = OldBotReading(bytes: file, local: local)
    let profile = try reading.profile(of: "77")
    for statement in profile.statements {
        precondition((1...OldBotReading.textByteLimit).contains(statement.text.utf8.count), "no statement")
        check(statement.learntAt)
    }
    precondition((0...100).contains(profile.affection?.level ?? 0), "an odd level")
}

private func checkTalk(_ file: [UInt8]) throws(ImportFault) {
    var reading = OldTalkReading(channel: "42", local: local, keys: MessageKeys(.message, owner: "42"))
    try reading.read(file)
    check(reading.messages)
    check(reading.endedBy)
}

private func checkLists(_ file: [UInt8]) throws(ImportFault) {
    var reading = OldBotReading(bytes: file, local: local)
    for reminder in try reading.reminders() { check(reminder.dueAt) }
    let (notes, scores) = (try reading.notes(), try reading.triviaScores())
    precondition(notes.allSatisfy { !$0.text.isEmpty } && scores.allSatisfy { $0.points >= 0 }, "less than nothing")
    _ = try reading.summary(of: "42")
}

private func checkTexts(_ file: [UInt8]) throws(ImportFault) {
    let reading = OldTextReading(written: Date(timeIntervalSince1970: 0), local: local)
    let name = String(decoding: file.prefix(64), as: UTF8.self)
    for folder in OldBotFile.Folder.allCases { _ = folder.file(named: name) }
    _ = OldBotFile.document(named: name, in: name)
    let document = try reading.document(file, named: "a.txt", category: "general", path: "documents/a.txt")
    precondition(!document.text.isEmpty, "an empty document")
    check(local.moment(document.text))
    let summary = try reading.summary(of: "42", in: file)
    precondition(!summary.text.isEmpty, "an empty summary")
}

private func checkChat(_ file: [UInt8]) throws(ImportFault) {
    var reading = SillyTavernReading(id: "chat", date: local)
    for line in file.split(separator: 0x0A, omittingEmptySubsequences: false) { try reading.take(.whole(Array(line))) }
    let chat = try reading.finish()
    check(chat.messages)
    check(chat.createdAt)
    precondition(chat.leftOut.reasons.count <= 20, "too many reasons")
}
