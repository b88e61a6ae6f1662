public import Metrics
internal import NIOCore
internal import NIOPosix
public import SPF
public import ServiceLifecycle

/// The resident policy service: several unix sockets and TCP ports at once.
///
/// ``run()`` returns after a graceful shutdown: no further connection is accepted, requests under way are
/// answered, the sockets are removed.
public struct PolicyServer<R: ImmediateResolver>: Service {
  let context: PolicyServiceContext<R>
  private let status: ServiceStatus
  let notifier: SystemdNotifier?
  private let started: @Sendable ([ListenAddress]) -> Void

  /// A service. `started` is called once all sockets are open and privileges are given up, with the
  /// addresses listened on, those of milters behind those of the policy protocol, that of ``ServerConfiguration/statusAddress`` last: a port of 0 replaced by the one the
  /// system chose. `others` are shown beside the service's own metrics; `notifier` is told of the service's state.
  public init(
    engine: PolicyEngine<R>, log: DecisionLog, configuration: ServerConfiguration,
    others: [any MetricSource] = [], notifier: SystemdNotifier? = nil,
    started: @escaping @Sendable ([ListenAddress]) -> Void = { _ in }
  ) {
    let metrics = ServiceMetrics(
      threads: configuration.threads ?? System.coreCount,
      others: [LineMetric(requests: engine.requests), engine.resolver as? any MetricSource].compactMap(\.self)
        + others)
    context = PolicyServiceContext(engine: engine, log: log, server: configuration, metrics: metrics)
    status = ServiceStatus(metrics)
    self.notifier = notifier
    self.started = started
  }

  /// Serves until the graceful shutdown, or the end of the calling task. Throws ``ServiceError`` if it cannot start.
  public func run() async throws {
    let threads = max(1, context.server.threads ?? System.coreCount)
    let registry = ConnectionRegistry(
      limit: connectionLimit(threads: threads), metrics: context.metrics)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
    do {
      try await serve(on: group, registry)
      try await group.shutdownGracefully()
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
  }

  /// The connections at a time: those wanted, or those that there are descriptors for.
  private func connectionLimit(threads: Int) -> Int {
    let wanted = context.server.maximumConnections
    let descriptors = DescriptorLimit.raised()
    let room = DescriptorLimit.connections(
      limit: descriptors, threads: threads, listeners: context.server.listenerCount)
    guard room < wanted else { return wanted }
    context.log.event(
      .warning,
      "at most \(room) connections at a time, not \(wanted): this process may have \(descriptors) files open; "
        + "raise that limit (LimitNOFILE= of systemd, ulimit -n) or set --max-connections \(room)")
    return room
  }

  private func serve(on group: MultiThreadedEventLoopGroup, _ registry: ConnectionRegistry) async throws {
    var listeners: [Listener] = []
    do {
      guard context.server.listenerCount > 0 else {
        throw ServiceError("there is no address to listen on; give --listen or --milter at least once")
      }
      for address in context.server.addresses {
        listeners.append(contentsOf: try await listen(on: address, for: .policy, group, registry))
      }
      for address in context.server.milterAddresses {
        listeners.append(contentsOf: try await listen(on: address, for: .milter, group, registry))
      }
      if let address = context.server.statusAddress {
        listeners.append(contentsOf: try await listenForStatus(on: address, group, status))
      }
      try context.server.account?.assume()
    } catch {
      await close(listeners)
      throw error
    }
    for listener in listeners { announce(listener) }
    started(listeners.map(\.address))

    await notifying(of: group) { try? await gracefulShutdown() }

    status.stop()
    await close(listeners)
    await stop(registry)
    context.log.event(.info, "stopped")
  }

  private func announce(_ listener: Listener) {
    let purpose = listener.language == .milter ? " as a milter" : ""
    context.log.event(.info, "listening on \(listener.address)\(purpose)")
    guard let account = context.server.account, let file = listener.file, !file.isRemovable else { return }
    context.log.event(
      .warning,
      "unix:\(file.path) will be left behind when the service stops: user \(account.userID) may not write to "
        + "its folder; make that user, or group \(account.groupID) with mode 0770, the owner of the folder")
  }

  private func close(_ listeners: [Listener]) async {
    for listener in listeners {
      if let file = listener.file, !file.remove() {
        context.log.event(.warning, "cannot remove unix:\(file.path): \(ServiceAccount.reason())")
      }
      try? await listener.channel.close()
    }
  }

  /// Lets the connections finish, for as long as they may take.
  private func stop(_ registry: ConnectionRegistry) async {
    let timeout = context.server.stopTimeout
    registry.stop()
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await registry.waitUntilEmpty() }
      group.addTask {
        try? await Task.sleep(for: timeout)
        registry.closeAll()
      }
      await group.next()
      group.cancelAll()
    }
  }
}
