/// Why something was not fetched.
package enum EgressError: Error, Equatable, Sendable {
    /// It is no address that is followed, with the reason as the rest of a sentence.
    case unreadable(String)
    /// It leads to this machine, its networks, or a port that is none of the web's.
    case forbidden
    /// Nobody knows its name.
    case unknownHost
    case unreachable(reason: String)
    case refused(status: Int)
    case tooLarge(limit: Int)
    /// What came is of another kind than was asked for.
    case unwanted(type: String)
    case tooManyRedirects
    case timedOut(limit: Duration)
    /// As much as may be fetched at once is being fetched.
    case busy

    /// For metrics.
    var label: String {
        switch self {
        case .unreadable: "unreadable"
        case .forbidden: "forbidden"
        case .unknownHost: "unknown_host"
        case .unreachable: "unreachable"
        case .refused: "refused"
        case .tooLarge: "too_large"
        case .unwanted: "unwanted"
        case .tooManyRedirects: "redirects"
        case .timedOut: "timed_out"
        case .busy: "busy"
        }
    }
}
