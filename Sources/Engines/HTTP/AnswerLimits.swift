/// How long a provider's answer may take and how large it may be.
package struct AnswerLimits: Sendable, Equatable {
    /// From asking to the first byte of the body that is no keep-alive.
    package var firstToken: Duration = .seconds(30)
    /// Between two pieces of the body, while somebody waits for them.
    package var nextToken: Duration = .seconds(20)
    /// From asking to the end of the body.
    package var whole: Duration = .seconds(180)
    /// All of the body.
    package var bytes = 16 << 20
    /// One line, event or JSON body; anything longer is refused before it is decoded.
    package var messageBytes = 1 << 20

    package init() {}

    /// Every wait is at most this long: for lists and health checks.
    package init(within wait: Duration) {
        firstToken = wait
        nextToken = wait
        whole = wait
        messageBytes = 8 << 20
    }
}
