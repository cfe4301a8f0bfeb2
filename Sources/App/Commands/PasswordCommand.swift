import ArgumentParser
import Dashboard
import Foundation

struct PasswordCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Makes a new password for the web page and signs everybody out.")

    @Flag(help: "Really replace the password.")
    var reset = false

    func execute() async throws {
        guard reset else {
            throw Refusal(
                "A password is stored as a hash and cannot be shown. “acore password --reset” makes a new one.")
        }
        let password = try await withDatabase { database in
            try await Accounts(database: database).resetPassword()
        }
        print("Sign in as operator with the password  \(password)")
    }
}
