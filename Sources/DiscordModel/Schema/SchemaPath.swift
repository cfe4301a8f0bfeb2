/// How a check came to where it is: the way through the value, and how many schemas led into each other.
struct SchemaPath {
    private var steps: [String] = []
    private(set) var depth = 0

    /// The same place, one schema further.
    var deeper: SchemaPath {
        var path = self
        path.depth &+= 1
        return path
    }

    func appending(_ step: String) -> SchemaPath {
        var path = deeper
        path.steps.append(step)
        return path
    }

    func fault(_ reason: String) -> SchemaFault {
        SchemaFault(path: steps.joined(separator: "/"), reason: reason)
    }

    /// Whether the fault says that this is another kind of object: its `type`, or itself, is another.
    func isChoice(_ fault: SchemaFault) -> Bool {
        fault.path == appending("type").fault("").path || fault.path == self.fault("").path
    }
}
