import DiscordModel
import Foundation

@testable import DiscordSimulator

/// The page on a free port, over the demo world.
enum PageHouse {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let share = root.appending(path: "share/acore").path

    /// - Parameter body: is given the address, such as `http://127.0.0.1:4000`.
    static func open<Result: Sendable>(
        _ demo: DemoWorld, _ body: @escaping @Sendable (String) async throws -> Result
    ) async throws -> Result {
        let (ports, opened) = AsyncStream.makeStream(of: Int.self)
        let server = try PageServer(demo.world, share: share) { opened.yield($0) }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                defer { opened.finish() }
                try await server.run()
            }
            for await port in ports { return try await body("http://127.0.0.1:\(port)") }
            throw CancellationError()
        }
    }
}
