internal import NIOCore
internal import NIOPosix

extension PolicyServer {
  /// Tells systemd that the service is ready, that it lives as long as `body` runs, and that it stops then. It lives
  /// when each event loop takes up a task that is given to it.
  func notifying(of group: MultiThreadedEventLoopGroup, _ body: @escaping @Sendable () async -> Void) async {
    guard let notifier else { return await body() }
    notifier.send(.ready)
    await withTaskGroup(of: Void.self) { tasks in
      if let interval = notifier.watchdogInterval {
        tasks.addTask {
          while (try? await Task.sleep(for: interval)) != nil {
            for loop in group.makeIterator() { try? await loop.submit {}.get() }
            notifier.send(.alive)
          }
        }
      }
      tasks.addTask { await body() }
      // The body, or nothing, ends first: the other goes on until it is told to end.
      await tasks.next()
      tasks.cancelAll()
    }
    notifier.send(.stopping)
  }
}
