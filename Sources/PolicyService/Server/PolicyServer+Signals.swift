internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

extension PolicyServer {
  /// ``run()`` until SIGTERM or SIGINT, then the graceful shutdown.
  public func runUntilSignal() async throws {
    // What the service has to say is in its own log.
    let quiet = Logger(label: "spf") { _ in SwiftLogNoOpLogHandler() }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [.init(service: self)], gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet))
    try await group.run()
  }
}
