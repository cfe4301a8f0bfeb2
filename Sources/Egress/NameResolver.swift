import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Asks the system which addresses a name has.
///
/// The system's question cannot be taken back, so whoever no longer waits leaves a thread behind until it answers:
/// at most ``limit`` of them; a further question is answered with ``EgressError/busy``.
package final class NameResolver: Sendable {
    static let limit = 16
    /// Addresses of one name; further ones are not connected to, but all are looked at.
    private static let mostAddresses = 64

    private let underWay = Mutex(0)

    package init() {}

    /// - Throws: ``EgressError``, or `CancellationError`.
    package func addresses(of name: String) async throws -> [IPAddress] {
        let isFree = underWay.withLock { count in
            guard count < Self.limit else { return false }
            count += 1
            return true
        }
        guard isFree else { throw EgressError.busy }
        let answer = OneAnswer()
        DispatchQueue.global().async {
            answer.give(Self.ask(name))
            self.underWay.withLock { $0 -= 1 }
        }
        return try await answer.wait()
    }

    private static func ask(_ name: String) -> Result<[IPAddress], any Error> {
        var hints = addrinfo()
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &list) == 0 else { return .failure(EgressError.unknownHost) }
        defer { freeaddrinfo(list) }
        var addresses: [IPAddress] = []
        var entry = list
        while let current = entry {
            guard addresses.count < mostAddresses, let address = IPAddress(current.pointee) else {
                return .failure(EgressError.forbidden)
            }
            if !addresses.contains(address) { addresses.append(address) }
            entry = current.pointee.ai_next
        }
        return .success(addresses)
    }
}

extension IPAddress {
    fileprivate init?(_ entry: addrinfo) {
        guard let socket = entry.ai_addr else { return nil }
        let raw = UnsafeRawPointer(socket)
        switch entry.ai_family {
        case AF_INET where entry.ai_addrlen >= MemoryLayout<sockaddr_in>.size:
            self = .v4(UInt32(bigEndian: raw.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr))
        case AF_INET6 where entry.ai_addrlen >= MemoryLayout<sockaddr_in6>.size:
            let halves = withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { bytes in
                [0, 8].map { UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self)) }
            }
            self = .v6(high: halves[0], low: halves[1])
        default: return nil
        }
    }
}

/// Told once, to one who waits for it, unless that one is cancelled.
private final class OneAnswer: Sendable {
    private struct State {
        var result: Result<[IPAddress], any Error>?
        var waiting: CheckedContinuation<[IPAddress], any Error>?
    }

    private let state = Mutex(State())

    func give(_ result: Result<[IPAddress], any Error>) {
        let waiting = state.withLock { state in
            if state.result == nil { state.result = result }
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(with: result)
    }

    func wait() async throws -> [IPAddress] {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let known = state.withLock { state in
                    if state.result == nil { state.waiting = continuation }
                    return state.result
                }
                if let known { continuation.resume(with: known) }
            }
        } onCancel: {
            give(.failure(CancellationError()))
        }
    }
}
