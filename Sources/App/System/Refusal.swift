/// Why a command cannot go on, in one sentence that says what to do.
struct Refusal: Error, CustomStringConvertible {
    let description: String
    /// What the process ends with: 78 means that a restart would not help.
    let exitCode: Int32

    init(_ sentence: String, exitCode: Int32 = 1) {
        description = sentence
        self.exitCode = exitCode
    }

    /// The settings are wrong: nothing to be gained by starting again (`EX_CONFIG`).
    static func settings(_ faults: [SettingFault]) -> Refusal {
        let lines = faults.map { "  \($0)" }.joined(separator: "\n")
        return Refusal("These settings are wrong:\n\(lines)", exitCode: 78)
    }
}
