@preconcurrency import Dispatch
import Foundation

/// What all figures share: the program, its files, and folders to work in.
struct Workbench: Sendable {
    let acore: String
    let share: String
    /// The folder of the programs that are measured beside it.
    let peers: String
    /// On a real disk, and on a file system in memory.
    let disk: URL
    let memory: URL
    let isQuick: Bool
    private let watches: [any DispatchSourceSignal]

    /// What tells the bench to end: it takes its children and its files along.
    static let endings = [SIGTERM, SIGINT]

    init(_ options: ProgramOptions, isQuick: Bool = false) throws {
        acore = URL(filePath: options.acore).path
        peers = URL(filePath: options.peers).path
        self.isQuick = isQuick
        let name = "acore-bench-\(getpid())"
        let folders = [URL(filePath: options.scratch), URL(filePath: "/dev/shm")].map { $0.appending(path: name) }
        (disk, memory) = (folders[0], folders[1])
        watches = Self.endings.map { Self.watch($0, folders) }
        for folder in folders {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        // Under another name, so that a child finds no settings beside it.
        let shared = disk.appending(path: "root/share")
        share = shared.appending(path: "acore").path
        try FileManager.default.createDirectory(at: shared, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: share, withDestinationPath: URL(filePath: options.share).path)
        // So that a child leaves nothing in the folder that the bench was started in.
        guard FileManager.default.changeCurrentDirectoryPath(disk.path) else {
            throw BenchFault("\(disk.path) is gone")
        }
    }

    func cleanUp() { Self.remove([disk, memory]) }

    private static func remove(_ folders: [URL]) {
        for folder in folders { try? FileManager.default.removeItem(at: folder) }  // scratch: nobody misses it
    }

    private static func watch(_ number: Int32, _ folders: [URL]) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler {
            ChildProcess.killAll()
            remove(folders)
            exit(128 + number)
        }
        source.resume()
        return source
    }

    /// How often something is done.
    func times(_ count: Int) -> Int { isQuick ? max(1, count / 5) : count }

    /// A new folder for one run of the program.
    func folder(_ name: String, in parent: URL? = nil) throws -> URL {
        let folder = (parent ?? disk).appending(path: "\(name)-\(UInt32.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}

/// Why a figure could not be taken.
struct BenchFault: Error, CustomStringConvertible {
    let description: String
    init(_ sentence: String) { description = sentence }
}
