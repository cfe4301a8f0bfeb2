import Companion
import Foundation

/// Something that an answer was made from, or that a search found, as the page gets it.
struct ShownGround: Encodable {
    let kind: String
    let item: String
    let number: Int?
    let title: String
    let excerpt: String
    let score: Double
    let place: String
    let saidAt: Date

    init(_ ground: Ground) {
        kind = ground.kind.rawValue
        item = "\(ground.item)"
        number = ground.number
        title = ground.title
        excerpt = ground.excerpt
        score = (ground.score * 1000).rounded() / 1000
        place = ground.place
        saidAt = ground.saidAt
    }
}
