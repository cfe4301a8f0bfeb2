import Inference

extension CardFile {
    /// Reads the card inside a picture. Where there are two, the newer version wins, unless it is damaged.
    package init(png bytes: [UInt8]) throws(LoreFault) {
        let png = try PNGFile(bytes)
        let texts = png.chunks.lazy.compactMap { CardText($0) }
        var fault: LoreFault?
        for keyword in CardText.keywords.reversed() {
            guard let text = texts.first(where: { $0.keyword == keyword }) else { continue }
            do throws(LoreFault) {
                try self.init(text.json())
                picture = png
                if let fault { faults.append(LoreFault(warning: "cannot be read: \(fault)", member: "ccv3")) }
                return
            } catch {
                fault = fault ?? error
            }
        }
        throw fault
            ?? LoreFault("There is no character card in this picture. Fetch the original file, not a copy of it.")
    }

    /// The file as the card is now: JSON, or the picture it came in.
    package var bytes: [UInt8] {
        guard let picture else { return json.bytes }
        return book == bookAsRead ? picture.bytes : bytes(in: picture)
    }

    /// The card inside another picture, whose own card it replaces.
    package func bytes(inPicture picture: [UInt8]) throws(LoreFault) -> [UInt8] { bytes(in: try PNGFile(picture)) }

    private func bytes(in picture: PNGFile) -> [UInt8] {
        var png = picture
        let json = json
        if version == .third {
            CardText.put(json, as: "ccv3", in: &png)
            CardText.put(Self.asSecond(json), as: "chara", in: &png)
        } else {
            // Programs would believe the newer version, which is another card.
            png.remove { CardText($0)?.keyword == "ccv3" }
            CardText.put(json, as: "chara", in: &png)
        }
        return png.bytes
    }

    /// For programs that know only the second version. The third only adds to it.
    private static func asSecond(_ json: JSONValue) -> JSONValue {
        guard var members = json.object else { return json }
        members["spec"] = "chara_card_v2"
        members["spec_version"] = "2.0"
        return .object(members)
    }
}
