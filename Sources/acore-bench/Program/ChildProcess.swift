import Foundation

/// A child process, started as directly as the system allows and ended by its id.
final class ChildProcess: Sendable {
    let id: pid_t

    /// - Parameter output: a file for its standard output and errors; both are thrown away where nil.
    init(
        _ path: String, _ arguments: [String] = [], environment: [String: String] = [:], output: String? = nil
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)

        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + settings { free(text) } }
        var id: pid_t = 0
        let failure = posix_spawn(&id, path, &actions, nil, words, settings)
        guard failure == 0 else { throw BenchFault("\(path) does not start: \(String(cString: strerror(failure)))") }
        self.id = id
    }

    /// Waits until it ends by itself; its exit status, or nil where a signal ended it.
    @discardableResult
    func wait() -> Int32? {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
    }

    /// Asks it to stop and waits; after ten seconds it is killed.
    func stop() {
        kill(id, SIGTERM)
        for _ in 0..<10_000 {
            var status: Int32 = 0
            if waitpid(id, &status, WNOHANG) != 0 { return }
            usleep(1000)
        }
        kill(id, SIGKILL)
        wait()
    }
}
