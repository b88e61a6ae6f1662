internal import NIOCore
internal import NIOPosix
internal import PolicyService

/// Reads the numbers that the policy service tells at its status port.
enum StatusPort {
  private static let limit = 512 << 10

  /// The page `/metrics`, in Prometheus' text form; nil if nobody answers within `time`.
  static func metrics(at address: ListenAddress, within time: TimeAmount = .seconds(2)) async -> String? {
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connectTimeout(time)
    let target: SocketAddress?
    switch address {
    case .unix(let path): target = try? SocketAddress(unixDomainSocketPath: path)
    case .tcp(let address, let port): target = try? SocketAddress(ipAddress: "\(address)", port: port)
    // Where that is, only systemd knows.
    case .systemd: target = nil
    }
    guard let target else { return nil }
    let connection = try? await bootstrap.connect(to: target) { channel in
      channel.eventLoop.makeCompletedFuture {
        // Whoever answers slowly is not waited for.
        channel.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
        return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
      }
    }
    return try? await connection?.executeThenClose { inbound, outbound in
      try await outbound.write(
        ByteBuffer(string: "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
      var answer = ByteBuffer()
      for try await part in inbound {
        answer.writeImmutableBuffer(part)
        if answer.readableBytes > limit { return nil }
      }
      return body(String(buffer: answer))
    }
  }

  /// What stands behind the header of an answer that succeeded.
  private static func body(_ answer: String) -> String? {
    guard answer.hasPrefix("HTTP/1.1 200"), let blank = answer.firstRange(of: "\r\n\r\n") else { return nil }
    return String(answer[blank.upperBound...])
  }
}
