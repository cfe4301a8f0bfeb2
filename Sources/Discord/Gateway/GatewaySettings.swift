package import DiscordModel
package import NIOSSL
import Synchronization
package import Telemetry

/// What all shards of a bot have in common.
package struct GatewaySettings: Sendable {
    package var token: Secret
    package var intents: Intents
    package var presence: PresenceRequest?
    package var compression = GatewayCompression.zstd
    /// The names of the events to read; all others are passed over.
    package var wanted: Set<String>
    package var timing = GatewayTiming()
    package var time: any LoopTime = RunningTime()
    /// What is trusted, read when a secure address is first met: all the authorities of the system take their time.
    package var tls: @Sendable () throws -> NIOSSLContext
    /// Sessions that were last heard of longer ago are not resumed at the start.
    package var resumable = Duration.seconds(60)

    package init(token: Secret, intents: Intents, wanted: Set<String>) {
        self.token = token
        self.intents = intents
        self.wanted = wanted
        let known = Mutex<NIOSSLContext?>(nil)
        tls = {
            try known.withLock { known in
                let context = try known ?? NIOSSLContext(configuration: .makeClientConfiguration())
                known = context
                return context
            }
        }
    }
}
