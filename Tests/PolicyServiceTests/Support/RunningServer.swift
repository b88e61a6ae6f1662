import Logging
import NIOConcurrencyHelpers
import PolicyService
import SPF
import ServiceLifecycle

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A service in this process, for the time of a closure.
enum RunningServer {
  /// Runs `body` with a service that listens on `addresses`, and the addresses it got.
  @discardableResult
  static func with<T: Sendable, R: ImmediateResolver>(
    resolver: R = TestResolver.story, addresses: [ListenAddress]? = nil, log: RecordingSink = RecordingSink(),
    notifier: SystemdNotifier? = nil, clock: any Clock<Duration> = ContinuousClock(),
    requestLimit: Int = .max,
    change: (inout ServerConfiguration) -> Void = { _ in },
    _ body: @escaping @Sendable ([ListenAddress], ServiceGroup) async throws -> T
  ) async throws -> T {
    let policy = PolicyConfiguration(hostName: "mx.example.org")
    guard let loopback = IPAddress("127.0.0.1") else { throw Failure(description: "no loopback") }
    var server = ServerConfiguration(addresses: addresses ?? [.tcp(loopback, port: 0)])
    server.threads = 1
    change(&server)
    let (started, continuation) = AsyncStream<[ListenAddress]>.makeStream()
    let service = PolicyServer(
      engine: PolicyEngine(
        configuration: policy, resolver: resolver, clock: clock, requestLimit: requestLimit),
      log: DecisionLog(configuration: policy, sink: log), configuration: server, notifier: notifier
    ) { continuation.yield($0) }
    let group = ServiceGroup(
      configuration: .init(
        services: [service], logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })))
    let clients = ThreadExecutor()
    defer { clients.stop() }
    return try await withThrowingTaskGroup(of: T?.self) { tasks in
      tasks.addTask {
        defer { continuation.finish() }
        try await group.run()
        return nil
      }
      tasks.addTask(executorPreference: clients) {
        for await bound in started {
          let result = try await body(bound, group)
          await group.triggerGracefulShutdown()
          return result
        }
        return nil
      }
      var result: T?
      for try await value in tasks {
        if let value { result = value }
      }
      guard let result else { throw Failure(description: "the service ended before the test") }
      return result
    }
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}
