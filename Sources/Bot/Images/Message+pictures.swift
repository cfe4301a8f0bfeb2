import DiscordModel

/// A picture that a message shows, as Discord and its sender describe it: whoever opens it must look.
struct PictureLink: Sendable, Equatable {
    var address: String
    /// In bytes, where Discord said.
    var size: Int?
    var width: Int?
    var height: Int?
}

extension Message {
    /// Pictures of one message that are looked at.
    static let mostPictures = 4

    /// Its pictures: attached, in embeds, or forwarded.
    var pictures: [PictureLink] {
        let forwarded = (messageSnapshots ?? []).flatMap {
            $0.message.attachments.compactMap(\.picture) + $0.message.embeds.compactMap(\.picture)
        }
        return Array(
            (attachments.compactMap(\.picture) + embeds.compactMap(\.picture) + forwarded).prefix(Self.mostPictures))
    }

    /// Its own, or those of the message it points at.
    var picturesMeant: [PictureLink] { pictures.isEmpty ? referencedMessage?.pictures ?? [] : pictures }
}

extension Attachment {
    /// Nil for what is no picture.
    fileprivate var picture: PictureLink? {
        let type = contentType?.split(separator: ";").first.map { $0.lowercased() } ?? ""
        let ending = filename.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let isPicture =
            type.isEmpty
            ? ["png", "jpg", "jpeg", "gif", "webp", "bmp"].contains(ending)
            : ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"].contains(type)
        return isPicture && !url.isEmpty ? PictureLink(address: url, size: size, width: width, height: height) : nil
    }
}

extension Embed {
    fileprivate var picture: PictureLink? { image?.picture ?? thumbnail?.picture }
}

extension EmbedMedia {
    /// Discord's own copy rather than the one that somebody's server shows to it.
    fileprivate var picture: PictureLink? {
        (proxyUrl ?? url).map { PictureLink(address: $0, width: width, height: height) }
    }
}
