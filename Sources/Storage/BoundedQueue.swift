/// First come, first served, up to a limit.
struct BoundedQueue<Element> {
    let limit: Int
    private var arriving: [Element] = []
    /// The front of the queue, its first element last.
    private var leaving: [Element] = []

    init(limit: Int) { self.limit = limit }

    var count: Int { arriving.count + leaving.count }
    var isEmpty: Bool { arriving.isEmpty && leaving.isEmpty }

    /// - Returns: false where the queue is full: the element was not taken.
    mutating func add(_ element: Element) -> Bool {
        guard count < limit else { return false }
        arriving.append(element)
        return true
    }

    mutating func next() -> Element? {
        if leaving.isEmpty {
            leaving = arriving.reversed()
            arriving.removeAll(keepingCapacity: true)
        }
        return leaving.popLast()
    }
}
