import Foundation

/// Where the web page listens and who may reach it.
struct DashboardSettings: Sendable {
    private static let group = SettingGroup(name: "Web page")

    static let port = group.integer("DASHBOARD_PORT", 8080, in: 0...65_535, "The web page's port; 0 takes a free one.")
    static let host = group.text(
        "DASHBOARD_HOST", default: "127.0.0.1", editable: false,
        "The address to listen on. Anything but loopback needs DASHBOARD_BEHIND_TLS_PROXY.")
    static let behindProxy = SettingGroup(name: "Web page").flag(
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
}
