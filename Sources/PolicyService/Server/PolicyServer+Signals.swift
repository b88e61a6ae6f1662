internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

extension PolicyServer {
  /// ``run()`` until SIGTERM or SIGINT, then the graceful shutdown. At SIGHUP, by which services are told to read their
  /// configuration again, `reload` is called; without one the signal is logged. `watch` runs beside the service.
  public func runUntilSignal(
    reload: (@Sendable () async -> Void)? = nil, watch: @escaping @Sendable () async -> Void = {}
  ) async throws {
    // What the service has to say is in its own log.
    let quiet = Logger(label: "spf") { _ in SwiftLogNoOpLogHandler() }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [.init(service: self)], gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet))
    let hangUps = await UnixSignalsSequence(trapping: .sighup)
    let log = context.log
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        for await _ in hangUps {
          if let reload {
            await reload()
          } else {
            log.event(
              .warning,
              "SIGHUP: there is no file to read again, options are those of the command line; going on as before"
            )
          }
        }
      }
      tasks.addTask { await watch() }
      defer { tasks.cancelAll() }
      try await group.run()
    }
  }
}
