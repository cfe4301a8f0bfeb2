/// Something wrong with a persona's file, for the operator to mend.
package struct PersonaFault: Sendable, Hashable, CustomStringConvertible {
    package enum Severity: String, Sendable {
        /// The file is used all the same.
        case warning
        /// The file is not used, or only as it was before the last edit.
        case error
    }

    package var severity: Severity
    /// The whole path.
    package var path: String
    /// Counted from 1; nil where the fault is not in the text.
    package var line: Int?
    package var reason: String

    /// `captain.json:12: unknown key “catch_phrases” (did you mean “catchphrases”?)`
    package var description: String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return "\(file):\(line.map { "\($0):" } ?? "") \(reason)"
    }
}

/// Collects the faults of one file while it is read.
final class FaultLog {
    let path: String
    private(set) var faults: [PersonaFault] = []

    init(path: String) { self.path = path }

    var hasErrors: Bool { faults.contains { $0.severity == .error } }

    func warn(_ line: Int?, _ reason: String) { add(.warning, line, reason) }

    func refuse(_ line: Int?, _ reason: String) { add(.error, line, reason) }

    /// At most 50 a file; the rest would not be read.
    private func add(_ severity: PersonaFault.Severity, _ line: Int?, _ reason: String) {
        guard faults.count < 50 || (severity == .error && !hasErrors) else { return }
        faults.append(PersonaFault(severity: severity, path: path, line: line, reason: reason))
    }
}
