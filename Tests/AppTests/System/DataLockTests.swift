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
            var server = try DataLock(.serve, in: folder)
            try server.share()
            let visitor = try DataLock(.visit, in: folder)
            #expect(throws: Refusal.self) { _ = try DataLock(.alone, in: folder) }
            withExtendedLifetime(server) {}
            withExtendedLifetime(visitor) {}
        }
        let alone = try DataLock(.alone, in: folder)
        #expect(throws: Refusal.self) { _ = try DataLock(.visit, in: folder, patience: .zero) }
        withExtendedLifetime(alone) {}
    }

    @Test func `only the first one is alone, until it lets others in`() throws {
        var first = try DataLock(.visit, in: folder)
        let wasAlone = first.isAlone
        #expect(wasAlone)
        #expect(throws: Refusal.self) { _ = try DataLock(.serve, in: folder, patience: .zero) }
        try first.share()
        let second = try DataLock(.serve, in: folder)
        let areAlone = [first.isAlone, second.isAlone]
        #expect(areAlone == [false, false])
        withExtendedLifetime(first) {}
        withExtendedLifetime(second) {}
    }

    @Test func `who only looks is never alone`() throws {
        let first = try DataLock(.look, in: folder)
        let second = try DataLock(.visit, in: folder)
        let areAlone = [first.isAlone, second.isAlone]
        #expect(areAlone == [false, false])
        withExtendedLifetime(first) {}
        withExtendedLifetime(second) {}
    }

    @Test func `a folder that cannot be made is told in a sentence`() {
        let refusal = #expect(throws: Refusal.self) { _ = try DataLock(.visit, in: URL(filePath: "/proc/nobody/data")) }
        #expect(refusal?.description.hasPrefix("/proc/nobody/data cannot be made.") == true)
    }

    @Test func `the folder is its owner's alone`() throws {
        _ = try DataLock(.look, in: folder)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }
}
