/// Where the web page is served, and who may reach it.
package struct DashboardConfiguration: Sendable, Equatable {
    package var host: String
    /// 0 picks a free one.
    package var port: Int
    /// Listen where other machines reach it. Only together with ``isBehindTLSProxy``.
    package var allowsPublicAddress: Bool
    /// A proxy in front speaks TLS: cookies are sent over TLS only, and the
    /// caller's address is the last one in `X-Forwarded-For`.
    package var isBehindTLSProxy: Bool
    /// Names, besides the loopback ones, under which browsers know this page.
    package var hostNames: [String]
    /// The folder with `templates` and `static`.
    package var webFiles: String

    package init(
        host: String = "127.0.0.1", port: Int = 8080, allowsPublicAddress: Bool = false,
        isBehindTLSProxy: Bool = false, hostNames: [String] = [], webFiles: String
    ) {
        self.host = host
        self.port = port
        self.allowsPublicAddress = allowsPublicAddress
        self.isBehindTLSProxy = isBehindTLSProxy
        self.hostNames = hostNames
        self.webFiles = webFiles
    }

    /// - Throws: ``DashboardError/unsafeAddress(host:reason:)`` for an address
    ///   that other machines reach, unless it was asked for and a proxy protects it.
    package func checkAddress() throws {
        guard !HostRule.isLoopback(host) else { return }
        guard allowsPublicAddress else {
            throw DashboardError.unsafeAddress(host: host, reason: "a public address must be allowed explicitly")
        }
        guard isBehindTLSProxy else {
            throw DashboardError.unsafeAddress(host: host, reason: "passwords must not travel without a TLS proxy")
        }
        guard !hostNames.isEmpty else {
            throw DashboardError.unsafeAddress(host: host, reason: "the host name that browsers use must be configured")
        }
    }
}
