import Telemetry
import Testing

@Suite struct SecretTests {
    @Test func `a secret never prints its value`() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped, "\(secret as Any)"]
        {
            #expect(text.contains("•••"))
            #expect(!text.contains("hunter2"))
        }
        #expect(secret.exposed == "hunter2")
        #expect(Secret("").isEmpty)
    }
}

@Suite struct RequestIDTests {
    @Test func `ids are twelve letters or digits, and differ`() {
        let ids = (0..<1_000).map { _ in RequestID.make() }
        #expect(Set(ids).count == 1_000)
        #expect(ids.allSatisfy { $0.utf8.count == 12 && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } })
    }

    @Test func `a task's children know its request`() async {
        let inner = await RequestID.$current.withValue("abc") {
            async let id = RequestID.current
            return await id
        }
        #expect(inner == "abc")
        #expect(RequestID.current == nil)
    }
}
