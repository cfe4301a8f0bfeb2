import Companion
import DiscordModel
import Foundation
import Storage
import Testing

@testable import Bot

@Suite struct ServerSettingsTests {
    @Test func `without a list it may speak everywhere and join in nowhere`() {
        let settings = ServerSettings()
        #expect(settings.channel(1) == .init(maySpeak: true, isAmbient: false))
    }

    @Test func `threads follow their channel`() {
        var settings = ServerSettings()
        settings.speaksIn = [1]
        settings.ambientIn = [1]
        #expect(settings.channel(1) == .init(maySpeak: true, isAmbient: true))
        #expect(settings.channel(7, parent: 1) == .init(maySpeak: true, isAmbient: true))
        #expect(settings.channel(7, parent: 2) == .init(maySpeak: false, isAmbient: false))
        #expect(settings.channel(2) == .init(maySpeak: false, isAmbient: false))
    }

    @Test func `a deleted channel leaves the lists, but never turns "only there" into "everywhere"`() {
        var settings = ServerSettings()
        settings.speaksIn = [1, 2]
        settings.ambientIn = [1]
        settings.forget(1)
        #expect(settings.speaksIn == [2])
        #expect(settings.ambientIn == [])
        settings.forget(2)
        #expect(settings.channel(3).maySpeak == false)
    }

    @Test func `what is changed is there for everybody after a restart, server by server`() async throws {
        let database = try await SQLiteDatabase.forBot()
        let store = ServerSettingsStore(database: database)
        #expect(try await store.settings(of: 5) == ServerSettings())
        var wanted = ServerSettings()
        wanted.speaksIn = [1, 18_446_744_073_709_551_615]
        wanted.ambientIn = [3]
        wanted.persona = "chief_chaotic"
        wanted.streams = false
        wanted.language = "German"
        wanted.retention = .days(30)
        wanted.followsUp = true
        wanted.quietHours = QuietHours(from: 23, until: 7)
        wanted.timeZone = TimeZone(identifier: "Asia/Tokyo")
        let all = wanted
        #expect(try await store.change(5) { $0 = all } == wanted)
        #expect(try await store.settings(of: 5) == wanted)
        #expect(try await store.settings(of: 6) == ServerSettings())
        let restarted = ServerSettingsStore(database: database)
        #expect(try await restarted.settings(of: 5) == wanted)
        try await restarted.forget(5)
        #expect(try await restarted.settings(of: 5) == ServerSettings())
    }

    @Test func `a change that fails changes nothing`() async throws {
        let store = ServerSettingsStore(database: try await SQLiteDatabase.forBot())
        await #expect(throws: Mistake.self) {
            try await store.change(5) { settings in
                settings.streams = false
                throw Mistake("no")
            }
        }
        #expect(try await store.settings(of: 5).streams)
    }

    @Test func `changes at once are all kept`() async throws {
        let store = ServerSettingsStore(database: try await SQLiteDatabase.forBot())
        try await withThrowingDiscardingTaskGroup { group in
            for channel in 1...20 {
                group.addTask {
                    _ = try await store.settings(of: 5)
                    try await store.change(5) { $0.ambientIn.insert(Snowflake(UInt64(channel))) }
                }
            }
        }
        #expect(try await store.settings(of: 5).ambientIn.count == 20)
    }
}
