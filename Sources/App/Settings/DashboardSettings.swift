import Dashboard
import Foundation

/// Where the web page listens and who may reach it.
struct DashboardSettings: Sendable {
    /// Whoever is at the page may not open it to others.
    private static let group = SettingGroup(name: "Web page", isEditable: false)

    static let port = group.integer("DASHBOARD_PORT", 8080, in: 0...65_535, "The web page's port; 0 takes a free one.")
    static let host = group.text(
        "DASHBOARD_HOST", default: "127.0.0.1",
        "The address to listen on. Anything but loopback needs DASHBOARD_BEHIND_TLS_PROXY and DASHBOARD_HOST_NAMES.")
    static let behindProxy = group.flag(
        "DASHBOARD_BEHIND_TLS_PROXY", false,
        "Says that a proxy with TLS stands in front: cookies become Secure and other addresses are allowed.")
    static let hostNames = group.list(
        "DASHBOARD_HOST_NAMES", "Further names the page may be called by, such as acore.example.org.")

    static let keys = [
        Self.port.definition, Self.host.definition, Self.behindProxy.definition, Self.hostNames.definition,
    ]

    let port: Int
    let host: String
    let isBehindProxy: Bool
    let hostNames: [String]

    init(_ values: SettingValues) {
        port = values[Self.port]
        host = values[Self.host]
        isBehindProxy = values[Self.behindProxy]
        hostNames = values[Self.hostNames]
    }

    static func fault(in values: SettingValues) -> SettingFault? {
        do {
            try DashboardSettings(values).configuration(webFiles: "").checkAddress()
            return nil
        } catch {
            let origin = values.entry(of: host.definition.name)?.origin ?? "default"
            return SettingFault(description: "\(origin): \(host.definition.name): \(error)")
        }
    }

    func configuration(webFiles: String) -> DashboardConfiguration {
        DashboardConfiguration(
            host: host, port: port, isBehindTLSProxy: isBehindProxy, hostNames: hostNames, webFiles: webFiles)
    }

    /// Where a browser finds the page once `port` is open.
    func address(port: Int) -> String {
        if isBehindProxy, let name = hostNames.first { return "https://\(name)" }
        return "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}
