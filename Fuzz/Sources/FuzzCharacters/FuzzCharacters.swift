import Inference

@testable import Characters

/// A card is refused with a reason, or makes a character's file that is read without a fault, in a file whose name
/// leads nowhere else.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCharacters(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let stem = FileStem.of(String(decoding: bytes, as: UTF8.self), else: "character")
    precondition(PersonaFolder.isID(stem), "an odd name: \(stem)")
    do {
        let character = try ImportedCharacter(try CardFile(bytes))
        precondition(PersonaFolder.isID(character.id) && !character.name.isEmpty, "an odd id: \(character.id)")
        let log = FaultLog(path: "x.json")
        let read = try MarkedJSONReader.read(String(decoding: character.bytes, as: UTF8.self))
        precondition(CharacterSheet(read, id: character.id, log: log) != nil && !log.hasErrors, "no character")
    } catch {
        precondition(!(error is MarkedJSON.Unreadable) && !"\(error)".isEmpty, "refused without a reason")
    }
    return 0
}
