import NIOCore
import NIOPosix

/// A thread for tasks that block: in the pool of the runtime, which has a thread for each core, they would
/// keep the service from resolving names.
final class ThreadExecutor: TaskExecutor {
  private let thread = MultiThreadedEventLoopGroup(numberOfThreads: 1)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    thread.any().execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// Ends the thread when it has nothing more to do.
  func stop() {
    thread.shutdownGracefully { _ in }
  }
}
