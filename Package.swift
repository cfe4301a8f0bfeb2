// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioWebSocket: Target.Dependency = .product(name: "NIOWebSocket", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

/// One room of the house: what it may import stands on its line (ARCHITECTURE.md, "Rooms").
func room(_ name: String, _ dependencies: Target.Dependency..., settings: [SwiftSetting] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict + settings)
}

/// - Parameter notCompiled: files in its folder that are read or run by tests.
func tests(_ room: String, _ dependencies: Target.Dependency..., notCompiled: [String] = []) -> Target {
    .testTarget(
        name: "\(room)Tests", dependencies: [.byName(name: room)] + dependencies, exclude: notCompiled,
        swiftSettings: strict)
}

let package = Package(
    name: "acore",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "acore", targets: ["App"]),
        .executable(name: "acore-bench", targets: ["acore-bench"]),
    ],
    // Exact, so that everybody builds what was tested and what NOTICE names.
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", exact: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client.git", exact: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics.git", exact: "2.13.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess.git", exact: "1.0.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    ],
    targets: [
        room("Telemetry", logging, metrics, .product(name: "CoreMetrics", package: "swift-metrics")),
        room("Markdown"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        room("DiscordModel", "CZlib", "CZstd", settings: [.enableExperimentalFeature("Lifetimes")]),
        room(
            "Discord", "DiscordModel", "Telemetry", nioCore, nioPosix, nioHTTP1, nioWebSocket, nioSSL, httpClient,
            logging,
            metrics, lifecycle),
        room(
            "DiscordSimulator", "DiscordModel", "Markdown", hummingbird, nioCore, nioPosix, nioHTTP1, nioWebSocket,
            crypto,
            logging, lifecycle),
        room(
            "Bot", httpClient, "Discord", "DiscordModel", "Companion", "Egress", "Inference", "Storage", "Markdown",
            "Telemetry",
            crypto,
            logging,
            metrics, lifecycle),
        room("Egress", "Telemetry", httpClient, nioCore, nioPosix, nioHTTP1, logging, metrics),
        room("Inference", crypto, logging, metrics),
        room(
            "Engines", "CVectors", "Inference", "Telemetry", httpClient, nioCore, nioPosix, nioHTTP1, logging, metrics,
            lifecycle,
            .product(name: "Subprocess", package: "swift-subprocess"),
            .product(name: "SystemPackage", package: "swift-system")),
        // Optimised in debug builds too: plain C in that build is ten times slower.
        .target(name: "CVectors", cSettings: [.unsafeFlags(["-O3"])]),
        room("Storage", "CVectors", .product(name: "GRDB", package: "GRDB.swift"), logging, metrics, lifecycle),
        room("Companion", "CZlib", "Inference", "Storage", "Telemetry", crypto, lifecycle, logging, metrics),
        room(
            "Dashboard", "Companion", "Inference", "Storage", "Markdown", "Telemetry", crypto, logging, metrics,
            lifecycle, nioCore,
            .product(name: "CryptoExtras", package: "swift-crypto"),
            .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "Mustache", package: "swift-mustache")),
        .executableTarget(
            name: "App",
            dependencies: [
                "Telemetry", "Inference", "Engines", "Storage", "Companion", "Dashboard", "Bot", "Discord",
                "DiscordModel",
                "DiscordSimulator", "Egress",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                httpClient, nioCore, lifecycle, logging, metrics, yams,
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "acore-bench",
            dependencies: [
                "Companion", "Inference", "Storage", "Telemetry",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                nioCore, nioPosix, nioHTTP1, crypto, logging, metrics,
            ],
            swiftSettings: strict),
        // Clocks that a test moves and what was logged, for all tests.
        .target(
            name: "TestSupport", dependencies: ["Discord", "DiscordModel", logging, nioCore], path: "Tests/TestSupport",
            swiftSettings: strict),
        .executableTarget(name: "KillProbe", dependencies: ["Storage"], path: "Tests/KillProbe", swiftSettings: strict),
        tests("Telemetry", metrics, logging),
        tests("Markdown"),
        tests("DiscordModel"),
        tests(
            "Discord", "DiscordModel", "DiscordSimulator", "Telemetry", "TestSupport", nioCore, nioPosix, nioHTTP1,
            nioWebSocket, nioSSL, httpClient, logging, metrics),
        tests(
            "DiscordSimulator", "DiscordModel", "TestSupport", httpClient, nioCore, nioPosix, nioHTTP1, nioWebSocket,
            notCompiled: [
                "Clients/discord_py_client.py", "Clients/hikari_client.py", "Clients/py_cord_client.py",
                "Clients/listener.py", "Clients/report.py", "Page/visit.py",
            ]),
        tests(
            "Bot", "Companion", "Discord", "DiscordModel", "DiscordSimulator", "Egress", "Inference", "Storage",
            "Markdown", "Telemetry", "TestSupport", logging, metrics),
        tests("Egress", nioCore, nioPosix, nioHTTP1),
        tests("Inference", "TestSupport", notCompiled: ["Fixtures"]),
        tests("Engines", "Inference", httpClient, nioCore, nioPosix, nioHTTP1),
        tests("Storage", "KillProbe"),
        tests("Companion", "CZlib", "Inference", "Storage", "TestSupport", notCompiled: ["Memory/Corpus"]),
        tests(
            "Dashboard", "Companion", "Inference", "Storage",
            .product(name: "HummingbirdTesting", package: "hummingbird"),
            .product(name: "NIOEmbedded", package: "swift-nio")),
        tests(
            "App", "Companion", "Dashboard", "DiscordModel", "DiscordSimulator", "Engines", "Inference", "Storage",
            "Telemetry",
            notCompiled: [
                "Browser/demo.py", "Browser/hostile.py", "Browser/hostile_steps.py", "Browser/journey.py",
                "Browser/page.py",
                "Children/program.py", "Children/stub_model.py", "Clients/bench_peers.py", "Clients/openai_client.py",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
