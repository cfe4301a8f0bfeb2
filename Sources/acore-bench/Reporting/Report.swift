import Foundation

/// All figures of one run, for people and for programs.
struct Report: Encodable, Sendable {
    var machine: Machine
    var measurements: [Measurement] = []
    /// Figures that could not be taken, and why.
    var failures: [String] = []

    func write(to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.dateEncodingStrategy = .iso8601
        try encoder.encode(self).write(to: file)
    }

    var table: String {
        var lines = [
            "\(machine.processors) × \(machine.model), Linux \(machine.kernel), "
                + "load \(machine.loadBefore) before, \(machine.loadAfter) after",
            "", Self.line("", "median", "best", "worst", "goal", "", "beside", "ratio"),
        ]
        for figure in measurements {
            lines.append(
                Self.line(
                    figure.name, figure.unit.text(figure.median), Self.number(figure.runs.min() ?? 0),
                    Self.number(figure.runs.max() ?? 0), Self.goal(of: figure),
                    figure.meetsGoal.map { $0 ? "met" : "MISSED" } ?? "",
                    figure.beside.map(Self.number) ?? "",
                    figure.ratio.map { Self.number($0) + "×" } ?? ""))
            let remarks = [
                figure.floor.map { "beside: \($0.name)" }, figure.peer.map { "beside: \($0.name)" }, figure.note,
            ].compactMap { $0 }
            if !remarks.isEmpty { lines.append("    " + remarks.joined(separator: "; ")) }
        }
        return (lines + failures.map { "FAILED  \($0)" }).joined(separator: "\n")
    }

    private static func line(_ name: String, _ columns: String...) -> String {
        name.padded(to: 62) + columns.map { $0.padded(to: 12, atStart: true) }.joined()
    }

    private static func goal(of figure: Measurement) -> String {
        if let goal = figure.goal { return "≤ " + number(goal) }
        return figure.peer?.goal.map { "≤ \(number($0))×" } ?? ""
    }

    /// Three digits that matter.
    private static func number(_ value: Double) -> String {
        value >= 100 || value == 0 ? String(format: "%.0f", value) : String(format: "%.3g", value)
    }
}

extension Measurement.Unit {
    fileprivate func text(_ value: Double) -> String {
        let number = value >= 100 || value == 0 ? String(format: "%.0f", value) : String(format: "%.3g", value)
        return self == .percent ? number + " %" : number + " " + rawValue
    }
}

extension String {
    fileprivate func padded(to width: Int, atStart: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(1, width - count))
        return atStart ? blanks + self : self + blanks
    }
}
