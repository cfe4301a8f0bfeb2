import Companion
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// One route: what it is called, who may use it, what it answers.
///
/// The router is made from these alone, so a route without a door cannot exist.
struct Endpoint: Sendable {
    enum Access: String, Sendable {
        /// Everybody, under any host name.
        case anybody
        /// Strangers on our own sign-in page.
        case signingIn
        /// Somebody signed in; browsers that are not are sent to the sign-in page.
        case page
        /// Somebody signed in.
        case session
        /// A program with an API key.
        case key
        case sessionOrKey
    }

    typealias Answer = @Sendable (inout Request, Visit) async throws -> Response

    let method: HTTPRequest.Method
    /// With `{name}` for what varies.
    let path: String
    let access: Access
    let answer: Answer

    init(_ method: HTTPRequest.Method, _ path: String, _ access: Access, answer: @escaping Answer) {
        self.method = method
        self.path = path
        self.access = access
        self.answer = answer
    }
}

/// What an endpoint knows beside the request.
struct Visit: Sendable {
    let caller: Caller
    let parameters: Parameters
    let address: CallerAddress
    let channel: any Channel

    /// - Throws: 401 for strangers.
    var speaker: Speaker {
        get throws {
            guard let speaker = caller.speaker else { throw WebError(.unauthorized, "Sign in first.") }
            return speaker
        }
    }
}
