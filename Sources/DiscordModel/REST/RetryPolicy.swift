/// How often, and after what wait, a request is sent again that may work later.
///
/// Full jitter: the wait is anything between nothing and a limit that doubles, so that those who failed together
/// do not come back together. <https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>
package struct RetryPolicy: Sendable {
    /// Tries in all.
    package var tries = 5
    package var first = Duration.milliseconds(500)
    package var longest = Duration.seconds(15)

    package init() {}

    /// Discord, or what stands before it, has a passing trouble.
    package static func isPassing(status: Int) -> Bool { (500...599).contains(status) && status != 501 }

    /// - Parameters:
    ///   - tried: how often it was sent.
    ///   - chance: anything in `0..<1`.
    ///   - stated: what the answer asks for.
    /// - Returns: nil when it has to be given up.
    package func wait(tried: Int, chance: Double, stated: Duration? = nil) -> Duration? {
        guard tried < tries else { return nil }
        let limit = min(first * (1 << min(max(tried - 1, 0), 20)), longest)
        let wait = limit * min(max(chance, 0), 1)
        guard let stated else { return wait }
        return stated <= longest ? max(wait, stated) : nil
    }
}
