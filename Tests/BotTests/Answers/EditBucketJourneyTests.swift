import DiscordModel
import DiscordSimulator
import Inference
import Testing

@testable import Bot

/// Streams are written as fast as Discord's own numbers allow, and never faster.
@Suite(.timeLimit(.minutes(5))) struct EditBucketJourneyTests {
    @Test func `a narrow bucket is kept, and the last edit is complete`() async throws {
        let (parts, written) = AsyncStream.makeStream(of: Void.self)
        try await BotJourney.run(
            PacedModel(next: parts),
            prepare: {
                $0.rest.setLimit("PATCH", "/channels/{channel_id}/messages/{message_id}", requests: 1, seconds: 1.5)
            }
        ) { journey in
            journey.world.say("<@\(journey.demo.bot)> tell", as: journey.demo.ada, in: journey.demo.general)
            for number in 1...4 {
                _ = await journey.world.message(in: journey.demo.general) { message in
                    message["content"]?.string?.hasSuffix("part \(number).") == true
                }
                written.yield()
            }
            let messages = journey.world.messages(in: journey.demo.general)
            #expect(
                messages.last?["content"]?.string == "This is part 1. This is part 2. This is part 3. This is part 4.")
            #expect(journey.simulator.rest.refused == 0)
        }
    }
}

/// Goes on when what it said last stands in Discord.
private struct PacedModel: LanguageModel {
    let name = "paced"
    let traits = ModelTraits(contextTokens: 8_192)
    let next: AsyncStream<Void>

    func reply(to prompt: Prompt) async throws -> ReplyStream {
        let (stream, continuation) = AsyncThrowingStream.makeStream(of: ReplyPart.self, throwing: (any Error).self)
        let writing = Task {
            for number in 1...4 {
                continuation.yield(.text("\(number == 1 ? "" : " ")This is part \(number)."))
                if number < 4 { for await _ in next { break } }
            }
            continuation.yield(.finish(.stop))
            continuation.finish()
        }
        continuation.onTermination = { _ in writing.cancel() }
        return stream
    }
}
