/// The upper bounds of a histogram's buckets, chosen by the unit at the end of its name.
enum HistogramBuckets {
    static func bounds(for name: String) -> [Double] {
        if name.hasSuffix("_seconds") { return seconds }
        if name.hasSuffix("_bytes") { return bytes }
        if name.hasSuffix("_ratio") { return ratios }
        return counts
    }

    /// From a cache hit to a slow model on a slow machine.
    private static let seconds = [
        0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300,
    ]
    private static let bytes: [Double] = [256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216]
    private static let ratios = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
    /// Tokens, rows, characters.
    private static let counts: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000]
}
