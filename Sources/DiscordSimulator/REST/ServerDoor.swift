import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Runs a server of Hummingbird that may be cancelled while clients come in.
///
/// Hummingbird that is cancelled drops the connection that NIO is just handing over, and NIO ends the process for it
/// ("Deinited NIOAsyncWriter without calling finish()"). So nobody is let in any more, who is on their way in arrives,
/// and only then all are asked to leave.
final class ServerDoor: Sendable {
    /// How long a request under way may still take.
    private static let patience = Duration.milliseconds(500)

    private let listening = Mutex<(any NIOCore.Channel)?>(nil)

    /// To be told by the application which socket it listens on.
    func opened(_ channel: any NIOCore.Channel) { listening.withLock { $0 = channel } }

    /// Serves until its task is cancelled.
    func serve(_ application: some ApplicationProtocol, logger: Logger) async throws {
        var configuration = ServiceGroupConfiguration(services: [application], logger: logger)
        configuration.maximumGracefulShutdownDuration = Self.patience
        let group = ServiceGroup(configuration: configuration)
        let serving = Task { try await group.run() }  // is not cancelled with this one
        try await withTaskCancellationHandler {
            try await serving.value
        } onCancel: {
            Task {
                await shut()
                await group.triggerGracefulShutdown()
            }
        }
    }

    private func shut() async {
        guard let channel = listening.withLock({ $0 }) else { return }
        // Where the socket is closed already, nobody comes in.
        try? await channel.setOption(.autoRead, value: false).get()
        for loop in MultiThreadedEventLoopGroup.singleton.makeIterator() { try? await loop.submit {}.get() }
        try? await channel.eventLoop.submit {}.get()
    }
}
