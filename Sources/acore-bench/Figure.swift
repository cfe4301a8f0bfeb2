/// Something worth knowing about the program's speed or size.
protocol Figure: Sendable {
    var name: String { get }

    @concurrent
    func measure(on bench: Workbench) async throws -> [Measurement]
}
