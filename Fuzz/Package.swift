// swift-tools-version: 6.2
import PackageDescription

/// Fuzzers for rooms that import nothing: their folders are linked here, so that
/// they build in seconds, instrumented, without the rest of the program.
///
/// A new one is a link in `Sources`, a folder `FuzzNAME` with the entry point,
/// and a line below. Run it with `scripts/fuzz.sh NAME SECONDS`.
let package = Package(
    name: "acore-fuzz",
    targets: fuzzer("Markdown") + fuzzer("Cleaning")
        + fuzzer(
            "Egress",
            sources: ["EgressError.swift", "IPAddress+public.swift", "IPAddress.swift", "WebAddress.swift"])
        + fuzzer("Images", sources: ["ByteReader.swift", "ImageFormat.swift"])
        + fuzzer("Personas", sources: ["MarkedJSON.swift", "MarkedJSONReader.swift"])
        + [
            .target(
                name: "Inference",
                sources: [
                    "Budget/ModelPrice.swift", "JSONValue+writing.swift", "JSONValue.swift", "ModelTraits.swift",
                    "Prompt.swift",
                    "ReplyPart.swift", "ToolDescription.swift",
                    "Wrapping/TokenEstimate.swift",
                ])
        ]
        + fuzzer(
            "Engines",
            sources: [
                "HTTP/EventReader.swift", "HTTP/LineReader.swift", "HTTP/ModelTraits+stated.swift",
                "HTTP/RetryAfter.swift", "Ollama/OllamaWire.swift", "OpenAI/ChatWire.swift", "OpenAI/PlainChunk.swift",
            ], importing: ["Inference"])
        + fuzzer(
            "ToolCalls",
            sources: [
                "Cleaning", "Personas/NearestWord.swift", "Tools/ArgumentScanner.swift", "Tools/ArgumentSchema.swift",
                "Tools/Numbers/Calculator+tokens.swift", "Tools/Numbers/Calculator.swift",
                "Tools/Numbers/NumberText.swift", "Tools/StringProtocol+trimming.swift",
                "Tools/TextualToolCalls.swift", "Tools/ToolArguments.swift", "Tools/ToolParameter.swift",
                "Tools/ToolRefusal.swift",
            ], importing: ["Inference"])
        + fuzzer(
            "Documents",
            sources: [
                "Chunks", "DocumentBlock.swift", "DocumentError.swift", "DocumentFormat.swift", "DocumentLimits.swift",
                "DocumentLocation.swift", "DocumentName.swift", "DocumentText+reading.swift", "DocumentText.swift",
                "DocumentTextBuilder.swift", "FileSignature.swift", "HTML", "PDF", "Reading", "UInt8+text.swift",
                "Word",
            ], importing: ["CZlib"])
        + fuzzer(
            "Lore",
            sources: [
                "Import/BoundedJSON+numbers.swift", "Import/BoundedJSON+strings.swift", "Import/BoundedJSON.swift",
                "Import/ContentHash.swift", "Import/ImportFault.swift", "Lore", "Tools/StringProtocol+trimming.swift",
            ],
            importing: ["Inference"])
        + fuzzer("Import", sources: ["Import"], importing: ["Inference"])
        + fuzzer(
            "Characters",
            sources: [
                "Import/BoundedFile.swift", "Import/ContentHash.swift", "Import/ImportFault.swift",
                "Import/ImportedMessage.swift", "Import/ImportKind.swift", "Import/JSONValue+importing.swift",
                "Import/SourceKey.swift", "Import/String+onOneLine.swift", "Lore", "Memory/String+excerpt.swift",
                "MovingIn/FileStem.swift", "MovingIn/ImportedCharacter.swift", "Personas/CharacterSheet+reading.swift",
                "Personas/CharacterSheet.swift", "Personas/Fields.swift", "Personas/MarkedJSON.swift",
                "Personas/MarkedJSONReader.swift", "Personas/NearestWord.swift", "Personas/Persona.swift",
                "Personas/PersonaFault.swift", "Personas/PersonaFolder.swift", "Talk/Mistake.swift", "Talk/Turn.swift",
                "Tools/Numbers/NumberText.swift", "Tools/StringProtocol+trimming.swift",
            ], importing: ["Inference"])
        + [
            .target(
                name: "Companion", dependencies: ["Inference"],
                sources: [
                    "Import/ContentHash.swift", "Import/ImportKind.swift", "Import/SourceKey.swift",
                    "Talk/ImportedTurn.swift", "Talk/Turn.swift",
                ])
        ]
        + fuzzer("DiscordExport", importing: ["Companion", "DiscordModel"])
        + fuzzer("DiscordModel", importing: ["CZlib", "CZstd"])
        + fuzzer("RESTAnswers", sources: ["JSON", "REST", "Values/Snowflake.swift"])
        + fuzzer("CustomIDs", sources: ["CustomID", "JSON", "Values/Snowflake.swift"])
        + fuzzer("Inflaters", importing: ["CZlib", "CZstd"])
        + [
            .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
            .systemLibrary(name: "CZstd", pkgConfig: "libzstd"),
        ],
    swiftLanguageModes: [.v6]
)

/// The room `name`, or only those of its files that are pure, and the executable that fuzzes it.
func fuzzer(_ name: String, sources: [String]? = nil, importing rooms: [Target.Dependency] = []) -> [Target] {
    let settings: [SwiftSetting] = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .enableExperimentalFeature("Lifetimes"),
        // libFuzzer brings `main`; a fuzzer sees all of its room.
        .unsafeFlags(["-parse-as-library", "-enable-testing"]),
    ]
    return [
        .target(name: name, dependencies: rooms, sources: sources, swiftSettings: settings),
        .executableTarget(
            name: "Fuzz\(name)", dependencies: [.byName(name: name)] + rooms, swiftSettings: settings),
    ]
}
