/// Why the gateway's service ended, or did not do what it was asked.
package enum GatewayError: Error, Equatable {
    /// Discord will not have us, and trying again makes it worse: for the operator, in one sentence.
    case refused(String)
    /// `url` of `GET /gateway/bot` is no address.
    case badAddress
    /// The session that a command is for is not run here.
    case noSuchShard(Int)
    /// So many requests for members are under way that another one has to wait.
    case tooManyRequests
    /// Discord wants the servers on more shards than there are: for the operator, in one sentence.
    case tooFewShards(String)
    /// The service has ended.
    case ended
}
