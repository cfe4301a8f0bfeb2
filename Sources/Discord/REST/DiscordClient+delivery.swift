import DiscordModel

extension DiscordClient {
    /// The one door through which messages leave: created, edited, through webhooks, as answers to interactions.
    ///
    /// Whatever the text says, nobody is pinged but who is named in `allowedMentions`, and never everyone.
    /// - Returns: the body of Discord's answer.
    func deliver(
        _ body: some MessageBody, files: [OutgoingFile] = [], by route: MessageRoute, patience: Duration? = nil
    ) async throws -> [UInt8] {
        var body = body
        body.closeMentions()
        if !files.isEmpty { body.describe(Self.descriptions(files)) }
        var request = try Request(route.route, body: body, files: files)
        request.isRepeatable = route.isRepeatable
        request.patience = patience
        return try await send(request)
    }

    /// A message of ours with a nonce: sent twice, it is there once.
    func create(_ message: MessageRequest, files: [OutgoingFile], in channel: Snowflake) async throws -> Message {
        var message = message
        message.nonce = message.nonce ?? .text(RandomText.make(length: 25))
        message.enforceNonce = true
        let route = MessageRoute.create(in: channel)
        return try read(Message.self, from: try await deliver(message, files: files, by: route), route.route)
    }

    private static func descriptions(_ files: [OutgoingFile]) -> [AttachmentRequest] {
        files.enumerated().map { number, file in
            var description = AttachmentRequest()
            description.id = Snowflake(UInt64(number))
            description.filename = file.name
            return description
        }
    }
}
