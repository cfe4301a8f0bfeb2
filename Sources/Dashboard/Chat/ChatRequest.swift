import Companion
import Foundation
import HTTPTypes
import Inference

/// What is posted to `/api/chat`.
struct ChatRequest: Decodable, Sendable {
    let message: String
    var persona: String?
    var framework: String?
    /// Nil begins a new one.
    var conversation: String?
    var images: [UploadedImage]?
    /// The asker's, by its IANA name.
    var timeZone: String?
    /// The answer as events; also asked for by `Accept: text/event-stream`.
    var stream: Bool?

    /// - Throws: ``WebError`` 400, 404 or 413.
    func turn(by speaker: Speaker, in conversation: Conversation, persona: PersonaID?, at now: Date) throws -> Turn {
        let images = try UploadedImage.checked(images ?? [])
        guard !images.isEmpty || message.contains(where: { !$0.isWhitespace }) else {
            throw WebError(.badRequest, "The message is empty.", field: "message")
        }
        guard message.unicodeScalars.count <= Responder.questionLimit else {
            throw WebError(
                .contentTooLarge, "A message has at most \(Responder.questionLimit) characters.", field: "message")
        }
        var speaker = speaker
        speaker.timeZone = timeZone.flatMap(TimeZone.init(identifier:))
        return Turn(
            speaker: speaker, place: Place(id: conversation.place, kind: .direct), audience: .person(speaker.id),
            text: message, images: images, saidAt: now, persona: persona)
    }
}
