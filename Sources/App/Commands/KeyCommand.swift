import ArgumentParser
import Dashboard
import Foundation
import Storage

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Keys for the HTTP API.",
        subcommands: [AddKey.self, ListKeys.self, RemoveKey.self], defaultSubcommand: ListKeys.self)

    /// Opens the keys, uses them, closes the database.
    static func withKeys(_ work: (APIKeys) async throws -> Void) async throws {
        let places = Places(SettingValues(SettingsLoader().sources()))
        let lock = try DataLock(.visit, in: places.data)
        let database = try await openDatabase(places)
        try await work(APIKeys(database: database))
        try await database.close()
        withExtendedLifetime(lock) {}
    }
}

struct AddKey: Command {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Makes a key and shows it once.")

    @Argument(help: "What it is for, such as the program that will use it.")
    var name: String

    func execute() async throws {
        try await KeyCommand.withKeys { keys in
            print(try await keys.add(name: name))
            FileHandle.standardError.write(Data("Keep it: only its hash is stored.\n".utf8))
        }
    }
}

struct ListKeys: Command {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the keys.")

    func execute() async throws {
        try await KeyCommand.withKeys { keys in
            for key in try await keys.list() {
                let used = key.usedAt.map { "last used \($0.formatted(.iso8601))" } ?? "never used"
                print("\(key.id)  \(key.name)  made \(key.createdAt.formatted(.iso8601)), \(used)")
            }
        }
    }
}

struct RemoveKey: Command {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Takes a key back at once.")

    @Argument(help: "The key's name or id.")
    var name: String

    func execute() async throws {
        try await KeyCommand.withKeys { keys in
            guard try await keys.remove(name) else { throw Refusal("There is no key called \(name).") }
            print("Removed.")
        }
    }
}
