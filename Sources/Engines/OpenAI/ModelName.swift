import Synchronization

/// What the model is called: as a setting says, else like the first that its server lists.
final class ModelName: Sendable {
    private let setting: String
    private let found = Mutex("")

    init(_ setting: String) { self.setting = setting }

    /// Empty where it is not known yet.
    var current: String { setting.isEmpty ? found.withLock { $0 } : setting }

    /// The name out of a list; what was found is kept for as long as it is listed. Nil where the list is empty.
    func found(in list: [String]) -> String? {
        guard setting.isEmpty else { return setting }
        return found.withLock { found in
            if !list.contains(found) { found = list.first ?? "" }
            return found.isEmpty ? nil : found
        }
    }
}
