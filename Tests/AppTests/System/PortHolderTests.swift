import Foundation
import Testing

@testable import App

@Suite struct PortHolderTests {
    @Test func `the holder of a listening port is named with its process`() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                #expect(bind(descriptor, pointer, length) == 0)
                #expect(listen(descriptor, 1) == 0)
                #expect(getsockname(descriptor, pointer, &length) == 0)
            }
            return Int(UInt16(bigEndian: pointer.pointee.sin_port))
        }
        #expect(PortHolder.name(of: port)?.hasSuffix("(process \(getpid()))") == true)
    }

    @Test func `a free port has no holder`() {
        #expect(PortHolder.name(of: 1) == nil)
    }
}
