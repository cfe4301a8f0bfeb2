/// Where the web page is served, and who may reach it.
package struct DashboardConfiguration: Sendable, Equatable {
    package var host: String
    /// 0 picks a free one.
    package var port: Int
    /// A proxy in front speaks TLS: cookies are sent over TLS only, the caller's address is the last one in
    /// `X-Forwarded-For`, and it may listen where other machines reach it.
    package var isBehindTLSProxy: Bool
    /// Names, besides the loopback ones, under which browsers know this page.
    package var hostNames: [String]
    /// The folder with `templates` and `static`.
    package var webFiles: String

    package init(
        host: String = "127.0.0.1", port: Int = 8080, isBehindTLSProxy: Bool = false, hostNames: [String] = [],
        webFiles: String
    ) {
        self.host = host
        self.port = port
        self.isBehindTLSProxy = isBehindTLSProxy
        self.hostNames = hostNames
        self.webFiles = webFiles
    }

    /// - Throws: ``DashboardError/unsafeAddress(host:reason:)`` for an address
    ///   that other machines reach, unless a proxy protects it.
    package func checkAddress() throws {
        guard !HostRule.isLoopback(host) else { return }
        guard isBehindTLSProxy else {
            throw DashboardError.unsafeAddress(
                host: host,
                reason: "passwords must not travel without TLS; put a proxy in front and set DASHBOARD_BEHIND_TLS_PROXY"
            )
        }
        guard !hostNames.isEmpty else {
            throw DashboardError.unsafeAddress(
                host: host, reason: "set DASHBOARD_HOST_NAMES to the name that browsers call it by")
        }
    }
}
