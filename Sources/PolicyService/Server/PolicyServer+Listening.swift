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

  /// Listens on an address. Throws ``ServiceError`` if that cannot be.
  func listen(
    on address: ListenAddress, for language: Listener.Language, _ group: MultiThreadedEventLoopGroup,
    _ registry: ConnectionRegistry
  ) async throws -> Listener {
    let bootstrap = bootstrap(language, group, registry)
    do {
      switch address {
      case .unix(let path):
        let (file, descriptor) = try SocketFile.bind(
          path, mode: context.server.socketMode, account: context.server.account)
        do {
          let channel = try await bootstrap.withBoundSocket(descriptor).get()
          // The channel listens already, with a shorter queue: the option comes too late for it.
          _ = Self.listen(descriptor, Self.backlog)
          return Listener(channel: channel, language: language, address: address, file: file)
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
        return Listener(
          channel: channel, language: language, address: .tcp(host, port: chosen), file: nil)
      }
    } catch let error as ServiceError {
      throw error
    } catch {
      throw ServiceError("cannot listen on \(address): \(Self.words(of: error))")
    }
  }

  private func bootstrap(
    _ language: Listener.Language, _ group: MultiThreadedEventLoopGroup, _ registry: ConnectionRegistry
  ) -> ServerBootstrap {
    let context = context
    return ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: Self.backlog)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(AcceptPause(log: context.log))
        }
      }
      .childChannelOption(.autoRead, value: false)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelOption(
        .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 2048, maximum: 65_536)
      )
      .childChannelInitializer { channel in
        guard registry.add(channel) else {
          context.log.event(
            .error, "too many connections: one was closed; the limit is \(registry.limit)")
          return channel.close()
        }
        return channel.eventLoop.makeCompletedFuture {
          switch language {
          case .policy:
            try channel.pipeline.syncOperations.addHandler(PolicyConnectionHandler(service: context))
          case .milter:
            try channel.pipeline.syncOperations.addHandler(MilterConnectionHandler(service: context))
          }
        }
      }
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
