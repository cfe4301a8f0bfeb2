import Foundation
import Testing

@testable import App

@Suite struct DataLockTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "acore-lock-\(UUID().uuidString)")

    @Test func `a second server on the same data is refused, and allowed when the first is gone`() throws {
        do {
            let first = try DataLock(.serve, in: folder)
            let refusal = #expect(throws: Refusal.self) { _ = try DataLock(.serve, in: folder) }
            #expect(refusal?.description.contains("Another acore") == true)
            withExtendedLifetime(first) {}
        }
        _ = try DataLock(.serve, in: folder)
    }

    @Test func `visitors come beside a server, and whoever wants to be alone waits for both`() throws {
        do {
            let server = try DataLock(.serve, in: folder)
            let visitor = try DataLock(.visit, in: folder)
            #expect(throws: Refusal.self) { _ = try DataLock(.alone, in: folder) }
            withExtendedLifetime(server) {}
            withExtendedLifetime(visitor) {}
        }
        let alone = try DataLock(.alone, in: folder)
        #expect(throws: Refusal.self) { _ = try DataLock(.visit, in: folder) }
        withExtendedLifetime(alone) {}
    }

    @Test func `the folder is its owner's alone`() throws {
        _ = try DataLock(.visit, in: folder)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }
}
