internal import PolicyService
internal import SPF

/// The receiver's policy service, configured as `spf serve` is without options.
struct StoryService<R: ImmediateResolver> {
  let resolver: R
  let path: String
  let sink: CollectingSink
  /// Who is shown its decisions.
  var observer: (any DecisionObserver)?

  /// Runs the service while `body` runs.
  func running<T>(_ body: () async throws -> T) async throws -> T {
    let policy = PolicyConfiguration(hostName: "mx.receiver.example")
    let (addresses, started) = AsyncStream.makeStream(of: [ListenAddress].self)
    var log = DecisionLog(configuration: policy, sink: sink)
    log.observer = observer
    let server = PolicyServer(
      engine: PolicyEngine(configuration: policy, resolver: resolver), log: log,
      configuration: ServerConfiguration(addresses: [.unix(path: path)]),
      started: { started.yield($0) })
    let task = Task {
      defer { started.finish() }
      try await server.run()
    }
    do {
      // Without an address the service could not start; the task has the reason.
      guard await addresses.first(where: { _ in true }) != nil else {
        try await task.value
        throw CancellationError()
      }
      _ = sink.take()
      let value = try await body()
      task.cancel()
      _ = try? await task.value
      return value
    } catch {
      task.cancel()
      _ = try? await task.value
      throw error
    }
  }
}
