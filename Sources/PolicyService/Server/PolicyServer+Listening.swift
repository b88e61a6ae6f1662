internal import NIOCore
internal import NIOPosix
internal import SPF

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension PolicyServer {
  /// The connections that the system keeps until they are accepted.
  private static var backlog: Int32 { 1024 }

  /// Listens for mail servers on an address. Throws ``ServiceError`` if that cannot be.
  func listen(
    on address: ListenAddress, for language: Listener.Language, _ group: MultiThreadedEventLoopGroup,
    _ registry: ConnectionRegistry
  ) async throws -> [Listener] {
    let context = context
    var listeners = try await listen(on: address, group) { channel in
      guard registry.add(channel) else {
        context.log.event(.error, "too many connections: one was closed; the limit is \(registry.limit)")
        return channel.close()
      }
      return channel.eventLoop.makeCompletedFuture {
        let pipeline = channel.pipeline.syncOperations
        switch language {
        case .policy:
          try pipeline.addHandler(PolicyConnectionHandler(service: context, on: channel.eventLoop))
        case .milter: try pipeline.addHandler(MilterConnectionHandler(service: context))
        }
      }
    } options: { bootstrap in
      bootstrap
        .childChannelOption(.autoRead, value: false)
        .childChannelOption(.allowRemoteHalfClosure, value: true)
        .childChannelOption(.maxMessagesPerRead, value: 1)
        .childChannelOption(
          .recvAllocator,
          value: AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 2048, maximum: 65_536))
    }
    for index in listeners.indices { listeners[index].language = language }
    return listeners
  }

  /// Listens on an address; `prepare` gives each connection its handlers. Throws ``ServiceError`` if that cannot be.
  func listen(
    on address: ListenAddress, _ group: MultiThreadedEventLoopGroup,
    prepare: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>,
    options: (ServerBootstrap) -> ServerBootstrap = { $0 }
  ) async throws -> [Listener] {
    let bootstrap = options(bootstrap(group, prepare))
    do {
      switch address {
      case .unix(let path):
        let (file, descriptor) = try SocketFile.bind(
          path, mode: context.server.socketMode, account: context.server.account)
        do {
          let channel = try await bootstrap.withBoundSocket(descriptor).get()
          // The channel listens already, with a shorter queue: the option comes too late for it.
          _ = Self.listen(descriptor, Self.backlog)
          return [Listener(channel: channel, address: address, file: file)]
        } catch {
          _ = file.remove()
          throw error
        }
      case .tcp(let host, let port):
        let channel =
          try await bootstrap
          .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
          .bind(host: host.description, port: port).get()
        let chosen = port == 0 ? channel.localAddress?.port ?? port : port
        return [Listener(channel: channel, address: .tcp(host, port: chosen), file: nil)]
      case .systemd(let name):
        let descriptors = context.server.inherited.descriptors(named: name)
        guard !descriptors.isEmpty else {
          throw ServiceError(
            "cannot listen on \(address): systemd has opened no such socket for this process; see "
              + "FileDescriptorName= in systemd.socket(5)")
        }
        var listeners: [Listener] = []
        for descriptor in descriptors {
          let channel = try await bootstrap.withBoundSocket(descriptor).get()
          listeners.append(Listener(channel: channel, address: address, file: nil))
        }
        return listeners
      }
    } catch let error as ServiceError {
      throw error
    } catch {
      throw ServiceError("cannot listen on \(address): \(Self.words(of: error))")
    }
  }

  private func bootstrap(
    _ group: MultiThreadedEventLoopGroup,
    _ prepare: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
  ) -> ServerBootstrap {
    let log = context.log
    return ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: Self.backlog)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(AcceptPause(log: log))
        }
      }
      .childChannelInitializer(prepare)
  }

  private static func words(of error: any Error) -> String {
    guard let error = error as? IOError else { return "\(error)" }
    return ServiceAccount.reason(error.errnoCode)
  }

  private static func listen(_ descriptor: Int32, _ backlog: Int32) -> Bool {
    #if canImport(Glibc)
      Glibc.listen(descriptor, backlog) == 0
    #else
      Darwin.listen(descriptor, backlog) == 0
    #endif
  }
}
