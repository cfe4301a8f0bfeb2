import NIOCore

/// Runs a task on its connection's own thread.
///
/// A streamed answer is a long row of small steps between two sockets; on the common pool
/// each of them wakes one thread to go on and another one to send, which costs more than
/// the steps. What blocks a thread (files, SQLite) has threads of its own.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(of channel: any Channel) { loop = channel.eventLoop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
