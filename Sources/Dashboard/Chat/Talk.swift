import Companion
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Inference
import Logging
import Telemetry

/// What every surface of the web shares when it hands a turn to the companion.
struct Talk: Sendable {
    /// Answers in the making at once; further ones are told to come back.
    static let limit = 512
    /// Answers about pictures at once: each holds up to 40 MB of them to its end.
    static let pictureLimit = 4
    /// Bodies with pictures being read at once: each may hold 55 MB.
    static let largeBodyLimit = 2

    let responder: Responder
    let logger: Logger
    private let places = Slots(limit)
    private let picturePlaces = Slots(pictureLimit)
    private let largeBodies = Slots(largeBodyLimit)

    init(responder: Responder, logger: Logger) {
        self.responder = responder
        self.logger = logger
    }

    /// Held until the turn is answered.
    func place(for turn: Turn) throws -> Slots.Place {
        guard let place = (turn.hasPictures ? picturePlaces : places).take() else {
            throw WebError(.serviceUnavailable, "Too many are talking at once. Try again in a moment.", retryAfter: 5)
        }
        return place
    }

    /// Reads what may hold pictures. Bodies that do not say their size count as large.
    func read<Wish: Decodable>(_ type: Wish.Type, from request: inout Request) async throws -> Wish {
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? .max
        let place = length > JSONBody.ordinaryLimit ? largeBodies.take() : nil
        defer { place?.giveBack() }
        guard place != nil || length <= JSONBody.ordinaryLimit else {
            throw WebError(.serviceUnavailable, "Other pictures are coming in. Try again in a moment.", retryAfter: 5)
        }
        return try await JSONBody.read(type, from: &request, upTo: UploadedImage.bodyLimit)
    }

    /// The whole answer; given up when the asker leaves.
    ///
    /// - Throws: ``WebError`` with a sentence for the asker.
    func answer(to turn: Turn, for request: Request, holding place: Slots.Place) async throws -> Answer {
        defer { place.giveBack() }
        do {
            return try await request.body.consumeWithCancellationOnInboundClose { _ in
                try await responder.reply(to: turn) { _ in }
            }
        } catch {
            var failure = try failure(for: error)
            // Like a good answer, the last one on its connection.
            failure.headers[.connection] = "close"
            throw failure
        }
    }

    /// What the asker is told. Leaving is nothing to be told of, so that is thrown on.
    func failure(for error: any Error) throws -> WebError {
        if let mistake = error as? Mistake { return WebError(mistake) }
        if error is CancellationError { throw error }
        logger.error(
            "no answer", metadata: ["request": "\(RequestID.current ?? "")", "error": "\(type(of: error)).\(error)"])
        return WebError(.serviceUnavailable, "Something went wrong on our side. Try again.", code: "no_answer")
    }
}

extension WebError {
    fileprivate init(_ mistake: Mistake) {
        let sentence = mistake.description
        switch mistake.kind {
        case .invalid: self.init(.badRequest, sentence)
        case .unavailable: self.init(.serviceUnavailable, sentence, code: "no_answer")
        case .busy: self.init(.serviceUnavailable, sentence, code: "busy", retryAfter: 60)
        case .spent: self.init(.tooManyRequests, sentence, code: "insufficient_quota")
        }
    }
}

extension Turn {
    fileprivate var hasPictures: Bool {
        !images.isEmpty || wishes.broughtHistory.contains { !$0.images.isEmpty }
    }
}
