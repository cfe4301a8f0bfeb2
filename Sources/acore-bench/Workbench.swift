import Foundation

/// What all figures share: the program, its files, and folders to work in.
struct Workbench: Sendable {
    let acore: String
    let share: String
    /// On a real disk, and on a file system in memory.
    let disk: URL
    let memory: URL
    let isQuick: Bool

    init(_ options: ProgramOptions, isQuick: Bool = false) throws {
        acore = URL(filePath: options.acore).path
        share = URL(filePath: options.share).path
        self.isQuick = isQuick
        let name = "acore-bench-\(getpid())"
        disk = URL(filePath: options.scratch).appending(path: name)
        memory = URL(filePath: "/dev/shm").appending(path: name)
        for folder in [disk, memory] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        // So that a child finds no `.env` or `acore.yaml` of the folder that the bench was started in.
        guard FileManager.default.changeCurrentDirectoryPath(disk.path) else {
            throw BenchFault("\(disk.path) is gone")
        }
    }

    func cleanUp() {
        for folder in [disk, memory] { try? FileManager.default.removeItem(at: folder) }  // scratch: nobody misses it
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
