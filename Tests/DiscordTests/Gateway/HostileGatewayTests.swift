import Discord
import DiscordModel
import DiscordSimulator
import TestSupport
import Testing

/// A gateway that means harm, or has lost its mind: nothing it says ends the bot or fills its memory.
@Suite(.timeLimit(.minutes(2))) struct HostileGatewayTests {
    private static let deep = String(repeating: "[", count: 100_000)

    @Test(arguments: [
        deep, String(repeating: "{\"a\":", count: 100_000),
        "{\"op\":0,\"t\":\"MESSAGE_CREATE\",\"s\":null,\"d\":" + deep,
        "{\"op\":0,\"s\":null,\"d\":{},\"t\":\"" + String(repeating: "X", count: 1 << 19) + "\"}",
        "{\"op\":" + String(repeating: "9", count: 100_000) + "}",
    ])
    func `deep and endless documents are passed over`(text: String) async throws {
        try await GatewayStage.run { stage in
            try await stage.listen { ear in
                await ear.welcome()
                stage.gateway.strike(.sayText(text))
                stage.say("still there?")
                #expect(await ear.texts(until: "still there?") == ["still there?"])
            }
            #expect(stage.gateway.counts.connections == 1)
        }
    }

    /// As one frame, and as a few bytes that claim to be much.
    @Test(arguments: [(GatewayCompression.none, 17 << 20), (.zlib, 65 << 20), (.zstd, 65 << 20)])
    func `a message beyond the limit ends its connection, not the session`(
        compression: GatewayCompression, size: Int
    ) async throws {
        try await GatewayStage.run { stage in
            try await stage.listen(compression) { ear in
                await ear.welcome()
                stage.gateway.strike(.sayText(String(repeating: " ", count: size)))
                stage.say("still there?")
                #expect(await ear.texts(until: "still there?") == ["still there?"])
            }
            #expect(stage.gateway.counts.identifies == 1)
            #expect(stage.gateway.counts.resumes == 1)
        }
    }

    @Test func `events twice, late and in between are each heard once`() async throws {
        try await GatewayStage.run { stage in
            try await stage.listen { ear in
                await ear.welcome()
                let texts = (0..<300).map { "\($0)" }
                for number in 0..<100 {
                    let fault: GatewayFault = number.isMultiple(of: 2) ? .duplicate : .swap
                    stage.gateway.faults.add(fault, at: .event("MESSAGE_CREATE"), skip: number * 3)
                }
                texts.forEach(stage.say)
                var heard: [String] = []
                while heard.count < texts.count, let event = await ear.next() {
                    if case .messageCreated(let message) = event { heard.append(message.content) }
                }
                #expect(heard.sorted() == texts.sorted())
                stage.say("the end")
                #expect(await ear.texts(until: "the end") == ["the end"])
            }
        }
    }
}
