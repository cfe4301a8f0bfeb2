/// What was found in the operator's folder of documents.
package struct DocumentFolderOutcome: Sendable, Equatable {
    /// Faults that are kept; of more there is only the number.
    private static let mostFaults = 20

    package struct Fault: Sendable, Equatable {
        package var file: String
        package var reason: String
    }

    package var documents = 0
    package var passages = 0
    package var added = 0
    package var changed = 0
    package var removed = 0
    package private(set) var faults: [Fault] = []
    /// All of them, kept or not.
    package private(set) var faultCount = 0

    /// There is nothing there, and nothing was.
    var isEmpty: Bool { documents == 0 && removed == 0 && faultCount == 0 }

    /// What `work` makes for a file; nil where it fails, which is noted.
    mutating func attempt<Value>(_ file: String, _ work: () throws -> Value) -> Value? {
        do {
            return try work()
        } catch {
            note(file, "\(error)")
            return nil
        }
    }

    mutating func note(_ file: String, _ reason: String) {
        faultCount += 1
        if faults.count < Self.mostFaults { faults.append(Fault(file: file, reason: reason)) }
    }
}
