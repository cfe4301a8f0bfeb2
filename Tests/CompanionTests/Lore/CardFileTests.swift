import Foundation
import Inference
import Testing

@testable import Companion

@Suite struct CardFileTests {
    @Test func `the three versions are told apart`() throws {
        #expect(try CardFile(LoreSamples.firstCard.bytes).version == .first)
        #expect(try CardFile(LoreSamples.secondCard.bytes).version == .second)
        #expect(try CardFile(LoreSamples.thirdCard.bytes).version == .third)
        #expect(try CardFile(JSONValue.object(["spec": "chara_card_v9", "data": ["name": "x"]])).version == .second)
        #expect(try CardFile(JSONValue.object(["data": ["name": "x"]])).version == .second)
    }

    @Test func `what a card says is there, whatever its version`() throws {
        #expect(try CardFile(LoreSamples.firstCard).data["first_mes"] == "Good morning!")
        #expect(try CardFile(LoreSamples.thirdCard).data["first_mes"] == "Good morning!")
        #expect(try CardFile(LoreSamples.firstCard).book == nil)
        #expect(try CardFile(LoreSamples.thirdCard).book?.name == "Erebor")
    }

    @Test func `a card as JSON is written as it was`() throws {
        for card in [LoreSamples.firstCard, LoreSamples.secondCard, LoreSamples.thirdCard] {
            #expect(try CardFile(card.bytes).bytes == card.bytes)
        }
    }

    @Test func `a changed book changes nothing else`() throws {
        var card = try CardFile(LoreSamples.thirdCard)
        card.book?.name = "Moria"
        #expect(card.json["data"]?["character_book"]?["name"] == "Moria")
        #expect(card.json.lacks(of: LoreSamples.thirdCard) == [#"/data/character_book/name is "Moria", not "Erebor""#])
        card.book = nil
        #expect(card.json["data"]?["character_book"] == nil)
        #expect(card.json["data"]?["name"] == "Bilbo")
    }

    @Test func `a card of the first version that gets a book becomes one of the second`() throws {
        var card = try CardFile(LoreSamples.firstCard)
        card.book = LoreSamples.book(lore(0, "ring"))
        let again = try CardFile(card.json)
        #expect(again.version == .second)
        #expect(again.data["first_mes"] == "Good morning!")
        #expect(again.book?.entries.first?.keys == ["ring"])
        #expect(card.json.lacks(of: LoreSamples.firstCard) == [])

        var odd = try #require(LoreSamples.firstCard.object)
        odd["character_book"] = LoreSamples.characterBook
        card = try CardFile(.object(odd))
        #expect(card.book?.name == "Erebor")
        card.book = nil
        #expect(card.json["character_book"] == nil)
        #expect(try CardFile(card.json).book == nil)
    }

    @Test func `a book that cannot be used does not cost the character`() throws {
        let value: JSONValue = ["spec": "chara_card_v2", "data": ["name": "x", "character_book": ["entries": 5]]]
        let card = try CardFile(value)
        #expect(card.book == nil)
        #expect(card.faults.map(\.member) == ["character_book"])
        #expect(card.json == value)
    }

    @Test func `a card in a picture`() throws {
        let bytes = PNGSamples.picture(PNGSamples.card(LoreSamples.secondCard, as: "chara"))
        let card = try CardFile(bytes)
        #expect(card.json == LoreSamples.secondCard)
        #expect(card.faults.isEmpty)
        #expect(card.bytes == bytes)
    }

    @Test(arguments: [false, true])
    func `the newer version in a picture wins`(isFirst: Bool) throws {
        let newer = PNGSamples.card(LoreSamples.thirdCard, as: "ccv3")
        let older = PNGSamples.card(LoreSamples.firstCard, as: "chara")
        let bytes = isFirst ? PNGSamples.picture(newer, older) : PNGSamples.picture(older, newer)
        #expect(try CardFile(bytes).version == .third)
    }

    @Test func `where the newer one is damaged the older one is used`() throws {
        let bytes = PNGSamples.picture(
            PNGSamples.text("ccv3", Array("e30=!".utf8)), PNGSamples.card(LoreSamples.secondCard, as: "chara"))
        let card = try CardFile(bytes)
        #expect(card.json == LoreSamples.secondCard)
        #expect(card.faults.map(\.member) == ["ccv3"])
    }

    @Test func `a card in a text with a language`() throws {
        let value = PNGSamples.base64(LoreSamples.secondCard.bytes)
        #expect(
            try CardFile(PNGSamples.picture(PNGSamples.international("Chara", value))).json == LoreSamples.secondCard)
        #expect(throws: LoreFault.self) {
            try CardFile(PNGSamples.picture(PNGSamples.international("chara", value, isPacked: true)))
        }
    }

    @Test func `only the card in a picture is written anew`() throws {
        let note = PNGSamples.text("Comment", Array("mine".utf8))
        let after = PNGSamples.chunk("tIME", [7, 0xE8, 1, 1, 0, 0, 0])
        var card = try CardFile(
            PNGSamples.picture(
                note, PNGSamples.card(LoreSamples.thirdCard, as: "chara"), after,
                PNGSamples.card(LoreSamples.thirdCard, as: "ccv3")) + Array("trailer".utf8))
        card.book?.name = "Moria"
        var older = try #require(card.json.object)
        older["spec"] = "chara_card_v2"
        older["spec_version"] = "2.0"
        let wanted =
            PNGSamples.picture(
                note, PNGSamples.card(.object(older), as: "chara"), after, PNGSamples.card(card.json, as: "ccv3"))
            + Array("trailer".utf8)
        #expect(card.bytes == wanted)
        #expect(try CardFile(card.bytes).book?.name == "Moria")
    }

    @Test func `a card of the second version leaves no newer one behind`() throws {
        var card = try CardFile(
            PNGSamples.picture(
                PNGSamples.text("ccv3", []), PNGSamples.card(LoreSamples.secondCard, as: "chara")))
        card.book?.name = "Moria"
        #expect(card.bytes == PNGSamples.picture(PNGSamples.card(card.json, as: "chara")))
    }

    @Test func `a card is put into another picture`() throws {
        let card = try CardFile(LoreSamples.thirdCard)
        let bytes = try card.bytes(inPicture: PNGSamples.picture(PNGSamples.card(LoreSamples.firstCard, as: "chara")))
        #expect(try CardFile(bytes).json == LoreSamples.thirdCard)
        let plain = try card.bytes(inPicture: PNGSamples.picture())
        #expect(try CardFile(plain).json == LoreSamples.thirdCard)
        #expect(plain.suffix(12) == PNGSamples.end[...])
    }

    // MARK: hostile

    @Test(
        arguments: [
            (PNGSamples.picture(), "no character card"),
            (PNGSamples.signature, "ends too early"),
            (PNGSamples.signature + PNGSamples.end, "first part is missing"),
            (PNGSamples.signature + PNGSamples.header, "ends too early"),
            (
                PNGSamples.signature + [0xFF, 0xFF, 0xFF, 0xFF] + Array("tEXt".utf8) + Array(repeating: 0, count: 40),
                "ends too early"
            ),
            (PNGSamples.signature + [0x7F, 0xFF, 0xFF, 0xFF] + Array("IHDR".utf8), "ends too early"),
            (PNGSamples.picture(PNGSamples.text("chara", Array("%%%".utf8))), "cannot be decoded"),
            (PNGSamples.picture(PNGSamples.text("chara", [])), "cannot be decoded"),
            (PNGSamples.picture(PNGSamples.text("chara", PNGSamples.base64(Array("[1,".utf8)))), "no JSON"),
            (PNGSamples.picture(PNGSamples.card(["x": 1], as: "chara")), "no name"),
            (PNGSamples.picture(PNGSamples.chunk("tEXt", Array("chara".utf8))), "no character card"),
            (PNGSamples.picture(PNGSamples.chunk("iTXt", Array("chara".utf8) + [0])), "no character card"),
            (PNGSamples.picture(PNGSamples.chunk("iTXt", Array("chara".utf8) + [0, 0, 0, 1])), "no character card"),
            (PNGSamples.picture(PNGSamples.chunk("zTXt", Array("chara".utf8) + [0, 0])), "no character card"),
            (Array("GIF89a".utf8), "no JSON"), ([], "no JSON"), ([0xFF, 0xFE], "UTF-8"),
        ] as [([UInt8], String)])
    func `what is no card is refused with a reason`(bytes: [UInt8], reason: String) {
        do throws(LoreFault) {
            _ = try CardFile(bytes)
            Issue.record("it was read")
        } catch {
            #expect(error.description.contains(reason), "\(error)")
        }
    }

    @Test func `a picture that was cut anywhere is refused`() {
        let bytes = PNGSamples.picture(PNGSamples.card(LoreSamples.secondCard, as: "chara"))
        for count in bytes.indices { #expect(throws: LoreFault.self) { try CardFile(Array(bytes.prefix(count))) } }
    }

    @Test func `a picture with any bit turned is refused or is the same card`() throws {
        let small: JSONValue = ["name": "x", "description": "y"]
        let bytes = PNGSamples.picture(PNGSamples.card(small, as: "chara"))
        var read = 0
        for place in bytes.indices {
            for bit in 0..<8 {
                var damaged = bytes
                damaged[place] ^= 1 << bit
                guard let card = try? CardFile(damaged) else { continue }  // refused, as it should be
                read += 1
                #expect(card.json == small)
            }
        }
        #expect(read == 0)
    }

    @Test func `chance bytes in a picture are read or refused`() {
        var chance = Seeded(21)
        for _ in 0..<2_000 {
            let data = (0..<Int.random(in: 0...40, using: &chance)).map { _ in
                [0, 0, UInt8(ascii: "c"), UInt8.random(in: 0...255, using: &chance)].randomElement(using: &chance) ?? 0
            }
            let type = ["tEXt", "iTXt"].randomElement(using: &chance) ?? ""
            let keyword = ["chara\0", "ccv3\0", ""].randomElement(using: &chance) ?? ""
            let bytes = PNGSamples.picture(PNGSamples.chunk(type, Array(keyword.utf8) + data))
            #expect(throws: LoreFault.self) { try CardFile(bytes) }
        }
    }

    @Test func `too large pictures and too many chunks are refused`() {
        let large = PNGSamples.signature + [UInt8](repeating: 0, count: PNGFile.sizeLimit)
        #expect(throws: LoreFault("The picture is larger than the 32 MiB that are taken.")) { try CardFile(large) }
        let chunk = PNGSamples.chunk("tEXt", [])
        let many = PNGSamples.signature + Array(repeatElement(chunk, count: PNGFile.chunkLimit + 1).joined())
        #expect(throws: PNGFile.damaged("it has too many parts")) { try CardFile(many) }
    }

    @Test func `a checksum is that of the format`() {
        #expect(CRC32.of(Array("123456789".utf8)[...]) == 0xCBF4_3926)
        #expect(PNGSamples.end == [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82])
    }
}
