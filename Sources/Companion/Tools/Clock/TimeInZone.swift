import Foundation
import Inference

/// What time it is somewhere else.
struct TimeInZone: Tool {
    let description = ToolDescription(
        "get_time_in_timezone", "The time now somewhere else.",
        .text("timezone", "IANA name such as Europe/Berlin, a large city, or UTC", default: "UTC"))
    let activity = "looks at a clock far away"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let zone = try Self.zone(try arguments.text("timezone"))
        let clock = WallClock(in: zone)
        return "\(clock.time(context.now)) on \(clock.longDate(context.now)) (\(zone.identifier))"
    }

    /// By its name, its abbreviation, or the city at the end of its name, whatever the case.
    static func zone(_ name: String) throws(ToolRefusal) -> TimeZone {
        let wanted = name.trimming(\.isWhitespace).replacing(" ", with: "_").lowercased()
        let known = TimeZone.knownTimeZoneIdentifiers
        let identifier =
            known.first { $0.lowercased() == wanted }
            ?? known.first { $0.lowercased().hasSuffix("/" + wanted) }
            ?? TimeZone.abbreviationDictionary[wanted.uppercased()]
            ?? older(wanted)
        if let zone = identifier.flatMap(TimeZone.init(identifier:)) { return zone }
        let cities = known.compactMap { $0.split(separator: "/").last.map(String.init) }
        let near = NearestWord.hint(for: wanted, among: known + cities)
        throw ToolRefusal("“\(name.prefix(60))” is not a time zone\(near); write it like Europe/Berlin")
    }

    /// Names that the list leaves out because newer ones replaced them, such as `US/Pacific`.
    private static func older(_ wanted: String) -> String? {
        let parts = wanted.split(separator: "/", omittingEmptySubsequences: false)
        let isWords = parts.allSatisfy { $0.contains(where: \.isLetter) && $0.allSatisfy { $0.isLetter || $0 == "_" } }
        guard (1...3).contains(parts.count), wanted.utf8.count <= 40, isWords else { return nil }
        let name = parts.map { $0.count <= 3 ? $0.uppercased() : $0.capitalized }.joined(separator: "/")
        return TimeZone(identifier: name)?.identifier
    }
}
