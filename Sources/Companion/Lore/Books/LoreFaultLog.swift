/// Collects the faults of one file while it is read.
struct LoreFaultLog {
    private(set) var faults: [LoreFault] = []
    /// The entry that is being read.
    var entry: String?

    mutating func warn(_ member: String?, _ reason: String) {
        guard faults.count < LoreLimits.faults else { return }
        faults.append(LoreFault(warning: reason, entry: entry, member: member))
    }
}
