internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

extension PolicyServer {
  /// ``run()`` until SIGTERM or SIGINT, then the graceful shutdown. SIGHUP, by which services are told to read
  /// their configuration again, is logged: this one has none to read.
  public func runUntilSignal() async throws {
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
          log.event(
            .warning,
            "SIGHUP: there is no file to read again, options are those of the command line; going on as before"
          )
        }
      }
      defer { tasks.cancelAll() }
      try await group.run()
    }
  }
}
