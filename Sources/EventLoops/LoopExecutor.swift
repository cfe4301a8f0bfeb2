package import NIOCore

/// Runs a task on an event loop's own thread.
///
/// An answer is a long row of small steps between sockets; on the common pool each of them wakes one thread to go on
/// and another one to send, which costs more than the steps. What blocks a thread (files, SQLite) has threads of its
/// own.
package final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    package init(_ loop: any EventLoop) { self.loop = loop }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
