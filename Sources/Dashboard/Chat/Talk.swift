import Companion
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import Telemetry

/// What every surface of the web shares when it hands a turn to the companion.
struct Talk: Sendable {
    /// Answers in the making at once; further ones are told to come back.
    static let limit = 512
    /// Bodies with pictures being read at once: each may hold 55 MB.
    static let largeBodyLimit = 2

    let responder: Responder
    let logger: Logger
    private let places = Slots(limit)
    private let largeBodies = Slots(largeBodyLimit)

    init(responder: Responder, logger: Logger) {
        self.responder = responder
        self.logger = logger
    }

    func place() throws -> Slots.Place {
        guard let place = places.take() else {
            throw WebError(.serviceUnavailable, "Too many are talking at once. Try again in a moment.", retryAfter: 5)
        }
        return place
    }

    /// Nil where the body is small, or says so; bodies of unknown size count as large.
    func placeForBody(of request: Request) throws -> Slots.Place? {
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? .max
        guard length > JSONBody.ordinaryLimit else { return nil }
        guard let place = largeBodies.take() else {
            throw WebError(.serviceUnavailable, "Other pictures are coming in. Try again in a moment.", retryAfter: 5)
        }
        return place
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
