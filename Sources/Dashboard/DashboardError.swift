/// Why the web page cannot be served, in the terms its operator can act on.
package enum DashboardError: Error, Equatable {
    /// Somebody else listens there already.
    case portTaken(host: String, port: Int)
    /// The system refuses to listen there: no such address, or not allowed.
    case cannotListen(host: String, port: Int, reason: String)
    /// Listening beyond this machine was not asked for, or not made safe.
    case unsafeAddress(host: String, reason: String)
    /// The page's own files are not where they should be.
    case webFilesMissing(path: String)
}

extension DashboardError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .portTaken(let host, let port):
            "Port \(port) on \(host) is taken by another program. Stop that one, or choose another with --port."
        case .cannotListen(let host, let port, let reason):
            "Cannot listen on \(host) port \(port): \(reason)."
        case .unsafeAddress(let host, let reason):
            "Will not listen on \(host), which others can reach: \(reason)."
        case .webFilesMissing(let path):
            "The web page's files are missing at \(path). Install the program again."
        }
    }
}
