import ArgumentParser
import Dashboard
import Foundation

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Keys for the HTTP API.",
        subcommands: [AddKey.self, ListKeys.self, RemoveKey.self], defaultSubcommand: ListKeys.self)
}

struct AddKey: Command {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Makes a key and shows it once.")

    @Argument(help: "What it is for, such as the program that will use it.")
    var name: String

    func execute() async throws {
        try await withDatabase { database in
            print(try await APIKeys(database: database).add(name: name))
            FileHandle.standardError.write(Data("Keep it: only its hash is stored.\n".utf8))
        }
    }
}

struct ListKeys: Command {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the keys.")

    func execute() async throws {
        try await withDatabase { database in
            for key in try await APIKeys(database: database).list() {
                let used = key.usedAt.map { "last used \($0.formatted(.iso8601))" } ?? "never used"
                print("\(key.id)  \(key.name)  made \(key.createdAt.formatted(.iso8601)), \(used)")
            }
        }
    }
}

struct RemoveKey: Command {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes a key back at once, and forgets what was said with it.")

    @Argument(help: "The key's name or id.")
    var name: String

    func execute() async throws {
        try await withDatabase { database in
            guard try await APIKeys(database: database).remove(name) else {
                throw Refusal("There is no key called \(name).")
            }
            print("Removed.")
        }
    }
}
