import DiscordSimulator
import Foundation
import Testing

@Suite struct FaultScriptTests {
    @Test func `a step lets some requests pass, strikes as often as said, and is used up`() {
        let faults = Faults()
        faults.add(.status(500), to: RESTMoment(method: "POST", path: "/channels/1"), skip: 1, times: 2)
        let ask = { (method: String, path: String) in faults.take(method: method, path: path) }
        #expect(ask("POST", "/api/v10/channels/1/messages") == nil)
        #expect(ask("GET", "/api/v10/channels/1/messages") == nil)
        #expect(ask("POST", "/api/channels/2/messages") == nil)
        #expect(faults.count == (struck: 0, remaining: 2))
        #expect(ask("POST", "/api/v10/channels/1/messages") == .status(500))
        #expect(ask("POST", "/channels/1") == .status(500))
        #expect(ask("POST", "/api/v10/channels/1/messages") == nil)
        #expect(faults.count == (struck: 2, remaining: 0))
    }

    @Test func `one request suffers one fault, the next one the next`() {
        let faults = Faults()
        faults.add(.drop, to: RESTMoment())
        faults.add(.cloudflare(502), to: RESTMoment())
        #expect(faults.take(method: "GET", path: "/api/v10/users/@me") == .drop)
        #expect(faults.take(method: "GET", path: "/api/v10/users/@me") == .cloudflare(502))
        #expect(faults.take(method: "GET", path: "/api/v10/users/@me") == nil)
    }

    @Test func `a script holds so many steps and no more`() {
        var script = FaultScript()
        for _ in 0..<FaultScript.stepLimit + 5 { script.add(.drop, at: .ready) }
        #expect(script.remaining == FaultScript.stepLimit)
    }

    @Test func `a jumping clock goes on from where it was put`() {
        let date = JumpingDate { Date(timeIntervalSince1970: 1_000) }
        date.jump(by: -3_600)
        date.jump(by: 60)
        #expect(date.now.timeIntervalSince1970 == 1_000 - 3_540)
    }
}
