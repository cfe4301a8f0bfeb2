import Companion
import DiscordModel
import Egress
import Inference
import Metrics

/// Brings the pictures that messages show, so that a model can see them.
///
/// At most ``mostPictures`` of one turn, each of at most ``byteLimit``; what a picture is, its first bytes say. Where
/// one cannot be seen, the model is told so, and why.
struct Pictures: Sendable {
    static let mostPictures = 4
    static let byteLimit = 8 << 20
    private static let wish = FetchWish(
        // Some servers call everything the last; its bytes are looked at anyway.
        types: ["image/png", "image/jpeg", "image/gif", "image/webp", "application/octet-stream"], bytes: byteLimit)

    let egress: Egress

    /// - Parameters:
    ///   - messages: what the turn was made of.
    ///   - canSee: asked where there are some; for a model that sees none nothing is fetched.
    /// - Throws: where nothing but pictures was said to a model that sees none.
    func add(to turn: inout Turn, from messages: [Message], canSee: () async -> Bool) async throws(Mistake) {
        let links = messages.flatMap(\.picturesMeant).reduce(into: [PictureLink]()) { links, link in
            if !links.contains(link) { links.append(link) }
        }
        guard !links.isEmpty else { return }
        guard await canSee() else {
            if turn.text.allSatisfy(\.isWhitespace) { throw .blind }
            return tell([.noEyes], in: &turn)
        }
        var unseen = links.count > Self.mostPictures ? [Blindness.tooMany] : []
        for result in await results(Array(links.prefix(Self.mostPictures))) {
            switch result {
            case .success(let image): turn.images.append(image)
            case .failure(let why): unseen.append(why)
            }
            Counter(label: "acore_discord_pictures_total", dimensions: [("outcome", result.label)]).increment()
        }
        tell(unseen, in: &turn)
    }

    private func tell(_ unseen: [Blindness], in turn: inout Turn) {
        let notes = unseen.map { "[A picture that belongs here cannot be seen: \($0.rawValue).]" }
            // A turn that is answered late says so already.
            .filter { !turn.text.contains($0) }
        turn.text = ([turn.text] + notes).filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func results(_ links: [PictureLink]) async -> [Result<Prompt.Image, Blindness>] {
        await withTaskGroup(of: (Int, Result<Prompt.Image, Blindness>).self) { group in
            for (index, link) in links.enumerated() { group.addTask { (index, await image(link)) } }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func image(_ link: PictureLink) async -> Result<Prompt.Image, Blindness> {
        guard link.size ?? 0 <= Self.byteLimit,
            !ImageFormat.isTooLarge(width: max(link.width ?? 0, 0), height: max(link.height ?? 0, 0))
        else { return .failure(.tooLarge) }
        do {
            let bytes = try await egress.fetch(link.address, Self.wish).bytes
            guard let format = ImageFormat(sniffing: bytes) else { return .failure(.unknownKind) }
            guard !format.isTooLarge else { return .failure(.tooLarge) }
            return .success(Prompt.Image(mediaType: format.kind.rawValue, bytes: bytes))
        } catch EgressError.tooLarge {
            return .failure(.tooLarge)
        } catch EgressError.unwanted {
            return .failure(.unknownKind)
        } catch EgressError.forbidden, EgressError.unreadable {
            return .failure(.forbidden)
        } catch {
            return .failure(.notFetched)  // the room that fetches has logged why
        }
    }
}

/// Why a picture is not seen, as the model reads it.
enum Blindness: String, Error {
    case tooMany = "only four are looked at in one go"
    case tooLarge = "it is larger than 8 MB or 40 megapixels"
    case unknownKind = "it is no PNG, JPEG, GIF or WebP"
    case forbidden = "its address may not be opened"
    case notFetched = "it could not be fetched"
    case noEyes = "the language model that answers sees none"

    fileprivate var label: String {
        switch self {
        case .tooMany: "too_many"
        case .tooLarge: "too_large"
        case .unknownKind: "unknown_kind"
        case .forbidden: "forbidden"
        case .notFetched: "not_fetched"
        case .noEyes: "no_eyes"
        }
    }
}

extension Result where Failure == Blindness {
    fileprivate var label: String {
        switch self {
        case .success: "seen"
        case .failure(let why): why.label
        }
    }
}
