/// Where connections may go.
package struct EgressRules: Sendable {
    package struct Endpoint: Hashable, Sendable {
        package var address: IPAddress
        package var port: UInt16

        package init(_ address: IPAddress, port: UInt16) {
            self.address = address
            self.port = port
        }
    }

    package var ports: Set<UInt16> = [80, 443]
    /// The operator's: allowed although they are not public, or at another port.
    package var exceptions: Set<Endpoint> = []

    package init() {}

    /// What lies beside a server of our own on this machine may be fetched, too: files of a simulated Discord.
    ///
    /// - Parameter server: whose address it is; one that is not on this machine opens nothing.
    package init(besides server: String) {
        guard let address = try? WebAddress(server) else { return }  // no address opens nothing
        switch address.host {
        case .address(let own) where own.isLoopback: exceptions = [Endpoint(own, port: address.port)]
        case .name("localhost"): exceptions = Set(IPAddress.loopback.map { Endpoint($0, port: address.port) })
        case .address, .name: break
        }
    }

    /// Whether anything at all may be asked at this port.
    func mayUse(port: UInt16) -> Bool { ports.contains(port) || exceptions.contains { $0.port == port } }

    /// Whether a name that leads to all of these may be followed: one bad one spoils it.
    func allow(_ addresses: [IPAddress], port: UInt16) -> Bool {
        !addresses.isEmpty
            && addresses.allSatisfy {
                exceptions.contains(Endpoint($0, port: port)) || ports.contains(port) && $0.isPublic
            }
    }
}
