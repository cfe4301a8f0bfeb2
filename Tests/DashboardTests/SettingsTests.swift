import Companion
import Foundation
import HTTPTypes
import HummingbirdTesting
import Inference
import NIOCore
import Storage
import Synchronization
import NIOCore
import Storage
import Testing

@testable import Dashboard

@Suite struct SettingsPageTests {
    private static let settings = [
        EditableSetting(
            key: "NAME", group: "General", summary: "A name.", kind: .text, value: "Acore", source: "default"),
        EditableSetting(
            key: "COUNT", group: "General", summary: "How many.", kind: .integer(1...9), value: "3", source: "default"),
        EditableSetting(
            key: "API_KEY", group: "Models", summary: "A key.", kind: .secret, value: "hunter2", source: "this page"),
        EditableSetting(
            key: "HOST", group: "Models", summary: "Where.", kind: .text, value: "x", source: ".env line 3",
            isPinned: true),
    ]

    /// A desk that keeps what it is told, as the program's own does.
    private func house() async throws -> House {
        let database = try await House.freshDatabase()
        let store = SettingsStore(database: database)
        let desk = SettingsDesk(
            list: { Self.settings },
            change: { key, value, who in
                if value == "refuse" { throw Mistake("Not this one.") }
                try await store.change(key, to: value, by: who, isSecret: key == "API_KEY")
            })
        return try await House(settings: desk, database: database)
    }

    @Test func `a secret is never sent, only whether it is set`() async throws {
        let house = try await house()
        try await house.test { client in
            let visitor = try await house.signIn(client)
            let response = try await client.get("/api/settings", visitor.headers)
            #expect(!response.text.contains("hunter2"))
            let secret = try response.json["settings"]?.array?.first { $0["key"] == "API_KEY" }
            #expect(secret?["isSet"] == true)
            #expect(secret?["value"] == nil)
        }
    }

    @Test func `a change is kept and recorded with who made it`() async throws {
        let house = try await house()
        try await house.test { client in
            let visitor = try await house.signIn(client)
            #expect(
                try await client.send(.put, "/api/settings", #"{"key":"COUNT","value":7}"#, visitor.headers).status
                    == .ok)
            #expect(
                try await client.send(.put, "/api/settings", #"{"key":"COUNT","value":8}"#, visitor.headers).status
                    == .ok)
            #expect(try await SettingsStore(database: house.database).all() == ["COUNT": "8"])
            let entry = try await client.get("/api/audit", visitor.headers).json["entries"]?.array?.first
            #expect(entry?["who"] == "web:operator")
            #expect(entry?["key"] == "COUNT")
            #expect(entry?["old"] == "7")
            #expect(entry?["new"] == "8")
        }
    }

    @Test func `a secret is masked in the record, and null forgets it`() async throws {
        let house = try await house()
        try await house.test { client in
            let visitor = try await house.signIn(client)
            #expect(
                try await client.send(
                    .put, "/api/settings", #"{"key":"API_KEY","value":"s3cr3t-value"}"#, visitor.headers
                ).status == .ok)
            #expect(try await SettingsStore(database: house.database).all() == ["API_KEY": "s3cr3t-value"])
            #expect(
                try await client.send(.put, "/api/settings", #"{"key":"API_KEY","value":null}"#, visitor.headers).status
                    == .ok)
            #expect(try await SettingsStore(database: house.database).all() == [:])
            let record = try await client.get("/api/audit", visitor.headers)
            #expect(!record.text.contains("s3cr3t-value"))
            #expect(record.text.contains("•••"))
        }
    }

    @Test(arguments: [
        (#"{"key":"COUNT","value":10}"#, HTTPResponse.Status.badRequest),
        (#"{"key":"COUNT","value":"7"}"#, .badRequest),
        (#"{"key":"COUNT","value":1.5}"#, .badRequest), (#"{"key":"DISCORD_TOKEN","value":"x"}"#, .badRequest),
        (#"{"key":"name","value":"x"}"#, .badRequest), (#"{"key":"NAME","value":"a\nB=c"}"#, .badRequest),
        (#"{"key":"NAME","value":{"a":1}}"#, .badRequest), (#"{"key":"HOST","value":"y"}"#, .conflict),
        (#"{"key":"NAME","value":"refuse"}"#, .unprocessableContent), (#"{"value":1}"#, .badRequest),
    ])
    func `what is unknown, pinned or of the wrong kind is refused`(json: String, status: HTTPResponse.Status)
        async throws
    {
        let house = try await house()
        try await house.test { client in
            let visitor = try await house.signIn(client)
            #expect(try await client.send(.put, "/api/settings", json, visitor.headers).status == status, "\(json)")
            #expect(try await SettingsStore(database: house.database).all() == [:])
        }
    }
}

@Suite struct EditableSettingTests {
    @Test(
        arguments: [
            (.text, "a b", "a b"), (.integer(-5...5), -5, "-5"), (.decimal(0...2), 0.5, "0.5"), (.flag, true, "true"),
            (.flag, false, "false"), (.choice(["a", "b"]), "b", "b"), (.secret, "x", "x"),
            (.list, ["a", "b c"], "a,b c"), (.list, [], ""),
        ] as [(EditableSetting.Kind, JSONValue, String)])
    func `a value of its kind becomes text`(kind: EditableSetting.Kind, value: JSONValue, text: String) throws {
        #expect(try kind.text(of: value) == text)
    }

    @Test(
        arguments: [
            (.text, 1), (.text, "a\u{0}"), (.text, "a\r"), (.integer(0...5), 6), (.integer(0...5), 1e300),
            (.decimal(0...2), 2.1),
            (.decimal(0...2), "1"), (.flag, "true"), (.flag, 1), (.choice(["a"]), "b"), (.choice(["a"]), 1),
            (.secret, [:]), (.list, "a"),
            (.list, ["a,b"]), (.list, [1]),
            (.list, .array(Array(repeating: .string(String(repeating: "x", count: 100)), count: 100))),
        ] as [(EditableSetting.Kind, JSONValue)])
    func `a value of another kind is refused`(kind: EditableSetting.Kind, value: JSONValue) {
        #expect(throws: WebError.self) { try kind.text(of: value) }
    }

    @Test func `kinds tell the page what to draw`() throws {
        func json(_ kind: EditableSetting.Kind) throws -> JSONValue {
            let setting = EditableSetting(
                key: "K", group: "G", summary: "S", kind: kind, value: "1", source: "default", takesEffect: .onRestart)
            return try JSONValue(parsing: String(buffer: JSONText.encode(setting)))
        }
        #expect(try json(.integer(1...9))["maximum"] == 9)
        #expect(try json(.decimal(0...1))["kind"] == "decimal")
        #expect(try json(.choice(["a", "b"]))["choices"] == ["a", "b"])
        #expect(try json(.flag)["kind"] == "flag")
        #expect(try json(.list)["kind"] == "list")
        #expect(try json(.text)["takesEffect"] == "onRestart")
        #expect(try json(.secret)["value"] == nil)
    }
}

@Suite struct AuditLogTests {
    @Test func `the record goes back page by page and forgets the oldest`() async throws {
        let database = try await House.freshDatabase()
        try await database.write { sql in
            for number in 1...250 {
                try AuditLog.record(
                    .init(who: "terminal", action: .setting, key: "K\(number)"), at: Date(timeIntervalSince1970: 1),
                    in: sql)
            }
        }
        let log = AuditLog(database: database)
        let latest = try await log.entries()
        #expect(latest.count == 100)
        #expect(latest.first?.key == "K250")
        let earlier = try await log.entries(before: Int64(latest.last?.id ?? 0))
        #expect(earlier.first?.key == "K150")
    }
}
