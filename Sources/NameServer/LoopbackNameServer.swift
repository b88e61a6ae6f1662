public import DNS
internal import NIOCore
internal import NIOPosix
public import SPF

/// A small authoritative name server over UDP and TCP on the loopback interface, for tests and
/// demonstrations.
public final class LoopbackNameServer: Sendable {
  private let content: ServedContent
  private let channels: [any Channel]
  /// Where the server listens, UDP and TCP on the same port.
  public let address: ServerAddress

  /// Starts a server on 127.0.0.1 or ::1; port 0 for any free one.
  public static func start(
    _ zone: ZoneResolver, family: IPAddress.Family = .ipv4, port: UInt16 = 0,
    limits: StreamLimits = StreamLimits()
  ) async throws -> LoopbackNameServer {
    let content = ServedContent(zone)
    let host = family == .ipv4 ? IPAddress(ipv4: 0x7f00_0001) : IPAddress(ipv6High: 0, low: 1)
    var attempts = 0
    while true {
      let datagrams = try await datagramChannel(content, host: host.description, port: Int(port))
      let bound = datagrams.localAddress?.port ?? Int(port)
      do {
        let streams = try await streamChannel(content, host: host.description, port: bound, limits)
        return LoopbackNameServer(
          content, [datagrams, streams], ServerAddress(host, port: UInt16(truncatingIfNeeded: bound)))
      } catch {
        try await datagrams.close()
        attempts += 1
        // Somebody else has the TCP port of the number that UDP got.
        guard port == 0, attempts < 10 else { throw error }
      }
    }
  }

  private static func datagramChannel(
    _ content: ServedContent, host: String, port: Int
  ) async throws -> any Channel {
    try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(DatagramHandler(content))
        }
      }
      .bind(host: host, port: port).get()
  }

  private static func streamChannel(
    _ content: ServedContent, host: String, port: Int, _ limits: StreamLimits
  ) async throws -> any Channel {
    let gate = StreamGate(maximum: limits.maximumConnections)
    let idleTime = TimeAmount(limits.idleTimeout)
    return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        guard gate.enter() else { return channel.close() }
        channel.closeFuture.whenComplete { _ in gate.leave() }
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers(
            IdleStateHandler(allTimeout: idleTime), StreamHandler(content))
        }
      }
      .bind(host: host, port: port).get()
  }

  private init(_ content: ServedContent, _ channels: [any Channel], _ address: ServerAddress) {
    self.content = content
    self.channels = channels
    self.address = address
  }

  /// Answers from `zone` from now on.
  public func setZone(_ zone: ZoneResolver) { content.set(zone) }

  /// Treats queries for `name` so from now on; nil for rightly.
  public func misbehave(_ misbehaviour: Misbehaviour?, for name: DomainName) {
    content.set(misbehaviour, for: name)
  }

  /// Treats queries so from now on that ``misbehave(_:for:)`` does not speak of; nil for rightly.
  public func misbehave(_ misbehaviour: Misbehaviour?) {
    content.setForAll(misbehaviour)
  }

  /// How often `question` was asked.
  public func queryCount(_ question: DNSQuestion) -> Int { content.count(question) }

  /// Ends the server. May be called more than once.
  public func stop() async {
    for channel in channels { try? await channel.close() }
  }
}
