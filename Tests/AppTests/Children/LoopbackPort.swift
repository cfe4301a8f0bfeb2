import Foundation

/// A port of this machine that somebody listens on, and maybe answers HTTP with always the same.
final class LoopbackPort: Sendable {
    let number: Int
    private let descriptor: Int32

    init(at host: String = "127.0.0.1", saying json: String? = nil) {
        // Not for children that other tests start meanwhile.
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr(host)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        number = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                precondition(bind(descriptor, pointer, length) == 0 && listen(descriptor, 8) == 0)
                precondition(getsockname(descriptor, pointer, &length) == 0)
            }
            return Int(UInt16(bigEndian: pointer.pointee.sin_port))
        }
        self.descriptor = descriptor
        guard let json else { return }
        Thread.detachNewThread { Self.answer(descriptor, json) }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    private static func answer(_ descriptor: Int32, _ json: String) {
        let reply = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: \(json.utf8.count)\r\n"
        let bytes = Array("\(reply)connection: close\r\n\r\n\(json)".utf8)
        while true {
            let caller = accept(descriptor, nil, nil)
            guard caller >= 0 else { return }
            var question = [UInt8](repeating: 0, count: 4096)
            _ = recv(caller, &question, question.count, 0)
            _ = send(caller, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            close(caller)
        }
    }
}
