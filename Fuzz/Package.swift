// swift-tools-version: 6.2
import PackageDescription

/// Fuzzers for rooms that import nothing: their folders are linked here, so that
/// they build in seconds, instrumented, without the rest of the program.
///
/// A new one is a link in `Sources`, a folder `FuzzNAME` with the entry point,
/// and a line below. Run it with `scripts/fuzz.sh NAME SECONDS`.
let package = Package(
    name: "acore-fuzz",
    targets: fuzzer("Markdown") + fuzzer("Cleaning"),
    swiftLanguageModes: [.v6]
)

/// The folder `name` and the executable that fuzzes it.
func fuzzer(_ name: String) -> [Target] {
    let settings: [SwiftSetting] = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .unsafeFlags(["-parse-as-library"]),  // libFuzzer brings `main`
    ]
    return [
        .target(name: name, swiftSettings: settings),
        .executableTarget(name: "Fuzz\(name)", dependencies: [.byName(name: name)], swiftSettings: settings),
    ]
}
