internal import NIOCore
internal import NIOPosix

/// Asks a policy service as smtpd of Postfix does: one request, one answer.
struct PolicyClient {
  /// The path of the service's socket.
  let path: String
  /// An answer no longer than this is read.
  private static let longestAnswer = 8192

  /// The action that the service answers to a message.
  func ask(_ attributes: [(name: String, value: String)]) async throws -> String {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(unixDomainSocketPath: path) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    let request = attributes.map { "\($0.name)=\($0.value)\n" }.joined() + "\n"
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(string: request))
      var answer = ByteBuffer()
      for try await part in inbound {
        answer.writeImmutableBuffer(part)
        guard !answer.readableBytesView.suffix(2).elementsEqual("\n\n".utf8) else { break }
        guard answer.readableBytes <= Self.longestAnswer else { break }
      }
      let text = String(buffer: answer)
      return text.split(separator: "\n").first.map {
        $0.hasPrefix("action=") ? String($0.dropFirst(7)) : String($0)
      } ?? ""
    }
  }
}
