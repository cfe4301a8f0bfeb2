import AsyncHTTPClient
import Foundation
import Inference
import NIOCore
import NIOHTTP1
import NIOPosix

extension InferenceError {
    /// Why a request broke, as the connection tells it.
    /// - Parameter hasAnswered: the head of the answer had come, so the provider is there.
    init(transport error: any Error, provider: String, hasAnswered: Bool) {
        if let known = error as? InferenceError {
            self = known
        } else if let error = error as? HTTPClientError, Self.timeouts.contains(error) {
            self = .timedOut(provider: provider, wait: hasAnswered ? "next token" : "first token")
        } else if let parser = error as? HTTPParserError, !hasAnswered || parser != .invalidEOFState {
            self = .garbled(provider: provider, reason: "sent something that is not HTTP")
        } else if hasAnswered {
            self = .cutOff(provider: provider)
        } else {
            self = .unreachable(provider: provider, reason: Self.reason(for: error))
        }
    }

    private static let timeouts: [HTTPClientError] = [.readTimeout, .writeTimeout, .deadlineExceeded]

    private static func reason(for error: any Error) -> String {
        switch error {
        case let client as HTTPClientError: reason(for: client)
        case let failed as IOError: reason(forCode: failed.errnoCode)
        case let failed as NIOConnectionError: reason(for: failed)
        case ChannelError.connectTimeout: "does not answer"
        default: "the connection failed (\(type(of: error)))"
        }
    }

    private static func reason(for error: HTTPClientError) -> String {
        switch error {
        case .connectTimeout: "does not answer"
        case .remoteConnectionClosed: "closed the connection without an answer"
        case .cancelled, .alreadyShutdown: "we are stopping"
        default: "the connection failed (\(error.shortDescription))"
        }
    }

    private static func reason(for failed: NIOConnectionError) -> String {
        if let error = failed.connectionErrors.first?.error { return reason(for: error) }
        return "the host \(failed.host) was not found"
    }

    private static func reason(forCode code: CInt) -> String {
        switch code {
        case ECONNREFUSED: "refused the connection"
        case ECONNRESET, EPIPE: "closed the connection without an answer"
        case EHOSTUNREACH, ENETUNREACH: "there is no way to its network"
        default: "the connection failed (\(String(cString: strerror(code))))"
        }
    }
}
