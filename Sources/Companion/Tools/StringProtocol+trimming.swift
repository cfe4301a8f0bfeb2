extension StringProtocol {
    /// Without what `isEdge` says at both ends.
    func trimming(_ isEdge: (Character) -> Bool) -> String {
        let start = drop(while: isEdge)
        guard let last = start.lastIndex(where: { !isEdge($0) }) else { return "" }
        return String(start[...last])
    }
}
