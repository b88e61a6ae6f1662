internal import NIOCore
internal import NIOPosix
public import SPF
public import ServiceLifecycle

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The resident policy service: several unix sockets and TCP ports at once.
///
/// ``run()`` returns after a graceful shutdown: no further connection is accepted, requests under way are
/// answered, the sockets are removed.
public struct PolicyServer<R: ImmediateResolver>: Service {
  private let context: PolicyServiceContext<R>
  private let started: @Sendable ([ListenAddress]) -> Void

  /// A service. `started` is called once all sockets are open and privileges are given up, with the
  /// addresses listened on: a port of 0 replaced by the one the system chose.
  public init(
    engine: PolicyEngine<R>, log: DecisionLog, configuration: ServerConfiguration,
    started: @escaping @Sendable ([ListenAddress]) -> Void = { _ in }
  ) {
    context = PolicyServiceContext(engine: engine, log: log, server: configuration)
    self.started = started
  }

  /// Serves until the graceful shutdown, or the end of the calling task. Throws ``ServiceError`` if it cannot start.
  public func run() async throws {
    Self.raiseDescriptorLimit()
    let threads = context.server.threads ?? System.coreCount
    let group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, threads))
    do {
      try await serve(on: group)
      try await group.shutdownGracefully()
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
  }

  private func serve(on group: MultiThreadedEventLoopGroup) async throws {
    let registry = ConnectionRegistry(limit: context.server.maximumConnections)
    var listeners: [any Channel] = []
    var addresses: [ListenAddress] = []
    do {
      guard !context.server.addresses.isEmpty else {
        throw ServiceError("there is no address to listen on; give --listen at least once")
      }
      for address in context.server.addresses {
        let channel = try await bind(address, on: group, registry: registry)
        listeners.append(channel)
        addresses.append(Self.bound(address, channel))
      }
      try context.server.account?.assume()
    } catch {
      for channel in listeners { try? await channel.close() }
      removeSockets(addresses)
      throw error
    }
    for address in addresses { context.log.event(.info, "listening on \(address)") }
    started(addresses)

    try? await gracefulShutdown()

    for channel in listeners { try? await channel.close() }
    removeSockets(addresses)
    await stop(registry)
    context.log.event(.info, "stopped")
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

  private func bind(
    _ address: ListenAddress, on group: MultiThreadedEventLoopGroup, registry: ConnectionRegistry
  ) async throws -> any Channel {
    let context = context
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.autoRead, value: false)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelOption(
        .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 2048, maximum: 65_536)
      )
      .childChannelInitializer { channel in
        guard registry.add(channel) else {
          context.log.event(
            .error, "too many connections: one was closed; the limit is \(context.server.maximumConnections)")
          return channel.close()
        }
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(PolicyConnectionHandler(service: context))
        }
      }
    do {
      switch address {
      case .unix(let path):
        try SocketFile.removeStale(path)
        let channel = try await bootstrap.bind(unixDomainSocketPath: path).get()
        do {
          try SocketFile.prepare(path, mode: context.server.socketMode, account: context.server.account)
        } catch {
          try? await channel.close()
          _ = SocketFile.remove(path)
          throw error
        }
        return channel
      case .tcp(let host, let port):
        return try await bootstrap.childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
          .bind(host: host.description, port: port).get()
      }
    } catch let error as ServiceError {
      throw error
    } catch {
      throw ServiceError("cannot listen on \(address): \(Self.words(of: error))")
    }
  }

  private func removeSockets(_ addresses: [ListenAddress]) {
    for case .unix(let path) in addresses where !SocketFile.remove(path) {
      context.log.event(.warning, "cannot remove unix:\(path): \(ServiceAccount.reason())")
    }
  }

  private static func bound(_ address: ListenAddress, _ channel: any Channel) -> ListenAddress {
    guard case .tcp(let host, 0) = address, let port = channel.localAddress?.port else { return address }
    return .tcp(host, port: port)
  }

  private static func words(of error: any Error) -> String {
    guard let error = error as? IOError else { return "\(error)" }
    return unsafe String(cString: strerror(error.errnoCode))
  }

  /// Each connection is a descriptor: the soft limit is often 1024.
  private static func raiseDescriptorLimit() {
    var limit = rlimit()
    #if os(Linux)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    guard unsafe getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    limit.rlim_cur = min(limit.rlim_max, 1 << 20)
    unsafe setrlimit(resource, &limit)
  }
}
