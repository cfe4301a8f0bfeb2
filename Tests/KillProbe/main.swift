import Foundation
import Storage

// `KillProbe pairs|migrate|limited PATH`: a program for tests to kill.
let arguments = CommandLine.arguments
guard arguments.count == 3 else { exit(64) }
let probe = Probe(database: try await SQLiteDatabase.open(at: arguments[2]))
switch arguments[1] {
case "pairs": try await probe.writePairs()
case "migrate": try await probe.migrate()
case "limited": try await probe.fillDisk()
default: exit(64)
}
