import Foundation
import Testing

@testable import DiscordModel

/// Our values against Discord's own description of its objects.
@Suite struct SchemaCoverageTests {
    /// How many of the description's schemas there were values for when this was last raised. It may not fall.
    static let coveredSchemas = 202

    @Test func `what the description allows is read, and what we write of it the description allows`() throws {
        let seed = UInt64(ProcessInfo.processInfo.environment["ACORE_SEED"] ?? "") ?? .random(in: 0 ... .max)
        let document = try Self.document()
        let book = SchemaBook(document: document)
        let openBook = SchemaBook(document: document, allowingUnknownChoices: true)
        var failures: [String] = []
        for sample in Self.samples {
            #expect(book[sample.schema] != nil, "no schema \(sample.schema)")
            let countBefore = failures.count
            for (index, style) in Self.styles.enumerated() where failures.count == countBefore {
                var generator = SchemaGenerator(
                    book: book, style: style, random: SeededRandom(state: seed ^ UInt64(index) << 32))
                let value = generator.value(of: ["$ref": .string("#/\(sample.schema)")])
                if index < SchemaGenerator.Style.allCases.count {
                    let faults = openBook.faults(in: value, as: sample.schema)
                    if !faults.isEmpty { failures.append("\(sample.schema) was generated wrong: \(faults)") }
                }
                do {
                    guard let written = try sample.passThrough(value) else { continue }
                    let faults = openBook.faults(in: written, as: sample.schema)
                    if !faults.isEmpty {
                        failures.append("\(sample.schema) \(style): \(faults.prefix(3)) in \(written.text.prefix(600))")
                    } else if !Self.says(written, what: value) {
                        failures.append("\(sample.schema) \(style): \(value.text) became \(written.text)")
                    }
                } catch {
                    failures.append("\(sample.schema) \(style): \(error) in \(value.text.prefix(600))")
                }
            }
        }
        print("schemas covered: \(Self.samples.count), written again: \(Self.written.count), seed \(seed)")
        for failure in failures.prefix(20) { Issue.record("\(failure) (seed \(seed))") }
        #expect(Set(Self.samples.map(\.schema)).count == Self.samples.count)
        #expect(Self.samples.count >= Self.coveredSchemas)
    }

    /// 50 objects: ten of each style.
    static let styles = Array(repeating: SchemaGenerator.Style.allCases, count: 10).flatMap { $0 }

    /// Whether all that both have is the same; we leave out what we have no use for, and say what was left open.
    static func says(_ written: JSON, what value: JSON) -> Bool {
        switch (written, value) {
        case (_, .null): true
        case (.object(let written), .object(let value)):
            written.allSatisfy { member in value[member.name].map { says(member.value, what: $0) } ?? true }
        case (.array(let written), .array(let value)):
            written.count == value.count(where: { !$0.isNull })
                && zip(written, value.filter { !$0.isNull }).allSatisfy(says)
        case (.string(let written), .string(let value)):
            written == value || Timestamp(written) != nil && Timestamp(written) == Timestamp(value)
        default: written == value || written.number != nil && written.number == value.number
        }
    }

    static func document() throws -> JSON {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let file = folder.appending(path: "../../share/acore/discord/openapi.json").standardized
        return try JSON(json: Array(Data(contentsOf: file)))
    }
}
