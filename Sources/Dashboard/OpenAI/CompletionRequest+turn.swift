import Companion
import Foundation
import HTTPTypes
import Inference

/// From what an OpenAI client asks to what the companion understands.
extension CompletionRequest {
    static let messageLimit = 1000
    static let characterLimit = 200_000

    /// The caller brings the whole talk; nothing of it is kept. A system message
    /// is the caller's word within that talk: the persona stays who it is.
    ///
    /// - Throws: ``WebError`` 400 or 413, naming the field.
    func turn(by speaker: Speaker, persona: PersonaID, at now: Date) throws -> Turn {
        try refuseWhatIsMissing()
        var history = try promptMessages()
        guard let last = history.popLast(), last.role == .user else {
            throw WebError(.badRequest, "The last message must be the user's.", field: "messages")
        }
        guard !last.images.isEmpty || last.text.contains(where: { !$0.isWhitespace }) else {
            throw WebError(.badRequest, "The last message is empty.", field: "messages")
        }
        var turn = Turn(
            speaker: speaker, place: Place(id: speaker.id, kind: .direct), audience: .person(speaker.id),
            text: last.text, images: last.images, saidAt: now, persona: persona)
        turn.wishes.sampling = try sampling()
        turn.wishes.keepsHistory = false
        turn.wishes.broughtHistory = history
        turn.wishes.acceptsStoredAnswer = temperature == 0
        turn.wishes.mayUseTools = turn.wishes.sampling?.schema == nil
        return turn
    }

    /// What would silently go missing is refused instead.
    private func refuseWhatIsMissing() throws {
        if !(tools ?? []).isEmpty || !(functions ?? []).isEmpty {
            throw WebError(.badRequest, "A persona uses tools of its own and takes none from callers.", field: "tools")
        }
        if let n, n != 1 { throw WebError(.badRequest, "There is one answer to a request.", field: "n") }
        if !(logitBias ?? [:]).isEmpty {
            throw WebError(.badRequest, "Words cannot be made more or less likely.", field: "logit_bias")
        }
        if logprobs == true { throw WebError(.badRequest, "Probabilities are not available.", field: "logprobs") }
    }

    private func promptMessages() throws -> [Prompt.Message] {
        guard !messages.isEmpty, messages.count <= Self.messageLimit else {
            throw WebError(.badRequest, "There must be 1 to \(Self.messageLimit) messages.", field: "messages")
        }
        let prompt = try messages.map { try $0.promptMessage() }
        guard prompt.reduce(0, { $0 + $1.images.count }) <= UploadedImage.perMessage else {
            throw WebError(
                .badRequest, "At most \(UploadedImage.perMessage) pictures go with a request.", field: "messages")
        }
        guard prompt.reduce(0, { $0 + $1.text.unicodeScalars.count }) <= Self.characterLimit else {
            throw WebError(
                .contentTooLarge, "A talk has at most \(Self.characterLimit) characters.",
                code: "context_length_exceeded", field: "messages")
        }
        return prompt
    }

    private func sampling() throws -> Sampling {
        var sampling = Sampling(
            temperature: try Self.check(temperature, 0...2, "temperature"),
            maxTokens: try Self.check(maxCompletionTokens ?? maxTokens, 1...1_000_000, "max_tokens"),
            stop: stop?.texts.filter { !$0.isEmpty } ?? [], schema: try schema())
        guard sampling.stop.count <= 4 else { throw WebError(.badRequest, "At most 4 stop texts.", field: "stop") }
        sampling.topP = try Self.check(topP, 0...1, "top_p")
        sampling.topK = try Self.check(topK, 0...1000, "top_k")
        sampling.minP = try Self.check(minP, 0...1, "min_p")
        sampling.repeatPenalty = try Self.check(repeatPenalty, 0...2, "repeat_penalty")
        sampling.presencePenalty = try Self.check(presencePenalty, -2...2, "presence_penalty")
        sampling.frequencyPenalty = try Self.check(frequencyPenalty, -2...2, "frequency_penalty")
        return sampling
    }

    private func schema() throws -> JSONValue? {
        switch responseFormat?.type {
        case nil, "text": return nil
        case "json_object": return ["type": "object"]
        case "json_schema":
            guard let schema = responseFormat?.jsonSchema?.schema, schema.object != nil else {
                throw WebError(.badRequest, "The schema is missing.", field: "response_format")
            }
            return schema
        default: throw WebError(.badRequest, "This format is not known.", field: "response_format")
        }
    }

    private static func check<Number: Comparable>(
        _ number: Number?, _ range: ClosedRange<Number>, _ field: String
    ) throws -> Number? {
        guard let number else { return nil }
        guard range.contains(number) else {
            throw WebError(
                .badRequest, "“\(field)” should be from \(range.lowerBound) to \(range.upperBound).", field: field)
        }
        return number
    }
}

extension CompletionRequest.Message {
    fileprivate func promptMessage() throws -> Prompt.Message {
        let images = try (content?.imageURLs ?? []).map { try UploadedImage(dataURL: $0) }
        let text = content?.text ?? ""
        switch role {
        case "user": return Prompt.Message(.user, text, images: try UploadedImage.checked(images))
        case "assistant" where images.isEmpty: return Prompt.Message(.assistant, text)
        case "system" where images.isEmpty, "developer" where images.isEmpty: return Prompt.Message(.system, text)
        case "assistant", "system", "developer":
            throw WebError(.badRequest, "Only the user's messages have pictures.", field: "messages")
        default: throw WebError(.badRequest, "Roles are system, user and assistant.", field: "messages")
        }
    }
}

extension UploadedImage {
    /// - Throws: ``WebError`` 400 for anything but `data:…;base64,…`: we fetch nothing that a caller names.
    fileprivate init(dataURL: String) throws {
        guard dataURL.hasPrefix("data:"), let comma = dataURL.firstIndex(of: ","),
            dataURL[..<comma].hasSuffix(";base64")
        else {
            throw WebError(
                .badRequest, "Pictures come as data: URLs in base64; nothing is fetched from other addresses.",
                code: "invalid_image_url", field: "messages")
        }
        base64 = String(dataURL[dataURL.index(after: comma)...])
    }
}
