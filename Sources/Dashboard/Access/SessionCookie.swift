import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// The cookie that keeps a browser signed in.
struct SessionCookie: Sendable {
    /// Sent over TLS only. Its name then binds it to this host (`__Host-`).
    let isSecure: Bool

    var name: String { isSecure ? "__Host-acore_session" : "acore_session" }

    func value(in request: Request) -> String? { request.cookies[name]?.value }

    func field(for token: String) -> String { field(token, maxAge: Int(WebSessions.ageLimit)) }

    /// Makes the browser forget it.
    var clearing: String { field("", maxAge: 0) }

    private func field(_ value: String, maxAge: Int) -> String {
        "\(name)=\(value); Max-Age=\(maxAge); Path=/; HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
    }
}
