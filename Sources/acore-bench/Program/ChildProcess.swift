import Foundation
import Synchronization

/// A child process, started as directly as the system allows and ended by its id.
final class ChildProcess: Sendable {
    let id: pid_t

    private static let living = Mutex<Set<pid_t>>([])

    /// Ends all that run, when the bench itself is told to end.
    static func killAll() {
        for id in living.withLock({ $0 }) { kill(id, SIGKILL) }
    }

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

        // The bench does not obey these at once; its children do.
        var attributes = posix_spawnattr_t()
        var obeyed = sigset_t()
        sigemptyset(&obeyed)
        for number in Workbench.endings { sigaddset(&obeyed, number) }
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setsigdefault(&attributes, &obeyed)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + settings { free(text) } }
        var id: pid_t = 0
        let failure = posix_spawn(&id, path, &actions, &attributes, words, settings)
        guard failure == 0 else { throw BenchFault("\(path) does not start: \(String(cString: strerror(failure)))") }
        self.id = id
        _ = Self.living.withLock { $0.insert(id) }
    }

    /// Waits until it ends by itself; its exit status, or nil where a signal ended it.
    @discardableResult
    func wait() -> Int32? {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        _ = Self.living.withLock { $0.remove(id) }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
    }

    /// The same; after that time it is killed.
    func wait(atMost limit: Duration) -> Int32? {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            var info = siginfo_t()
            // Only a look: whoever waits for it takes it.
            if waitid(P_PID, id_t(id), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_signo != 0 { return wait() }
            usleep(5_000)
        }
        kill(id, SIGKILL)
        return wait()
    }

    /// Asks it to stop and waits; after ten seconds it is killed.
    func stop() {
        kill(id, SIGTERM)
        for _ in 0..<10_000 {
            var status: Int32 = 0
            if waitpid(id, &status, WNOHANG) != 0 {
                _ = Self.living.withLock { $0.remove(id) }
                return
            }
            usleep(1000)
        }
        kill(id, SIGKILL)
        wait()
    }
}
