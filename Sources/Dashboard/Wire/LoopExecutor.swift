import NIOCore

/// Runs a task on its connection's own thread.
///
/// An answer in the making is a long row of small steps between sockets; each of them
/// would otherwise wake one thread to go on and another one to send.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(of channel: any Channel) { loop = channel.eventLoop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
