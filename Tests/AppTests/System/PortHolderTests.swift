import Foundation
import Testing

@testable import App

@Suite struct PortHolderTests {
    @Test func `the holder of a listening port is named with its process`() throws {
        let port = LoopbackPort()
        guard case .process(_, let id) = PortHolder.of(port: port.number, at: "127.0.0.1") else {
            return #expect(Bool(false), "nobody holds it")
        }
        #expect(id == Int(getpid()))
        withExtendedLifetime(port) {}
    }

    @Test func `one among hundreds is found`() {
        let ports = (0..<300).map { _ in LoopbackPort() }
        #expect(ports.suffix(20).allSatisfy { PortHolder.of(port: $0.number, at: "127.0.0.1") != nil })
    }

    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "localhost", true), ("127.0.0.1", "0.0.0.0", true),
        ("127.0.0.1", "::", true), ("127.0.0.1", "127.0.0.2", false), ("127.0.0.1", "::1", false),
        ("0.0.0.0", "127.0.0.1", true), ("127.0.0.2", "127.0.0.1", false),
    ])
    func `only who listens at the same address, or everywhere, is in the way`(theirs: String, ours: String, holds: Bool)
    {
        let port = LoopbackPort(at: theirs)
        #expect((PortHolder.of(port: port.number, at: ours) != nil) == holds)
        withExtendedLifetime(port) {}
    }

    @Test func `a free port has no holder`() {
        #expect(PortHolder.of(port: 1, at: "127.0.0.1") == nil)
    }

    @Test func `another user's program is told by its user`() {
        #expect("\(PortHolder.user("www-data"))" == "a program of the user www-data")
        #expect("\(PortHolder.process(name: "nginx", id: 812))" == "nginx (process 812)")
    }
}
