internal import NIOCore

/// Looks whether the line with the address of a request has come to its end, before a parser reads it: when that finds a
/// request too long, it does not tell which part of it.
final class RequestLineWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// Whether the line of the request that is being read was there.
  private(set) var isLineRead = false

  /// The next octets are those of another request.
  func startAgain() { isLineRead = false }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if !isLineRead {
      isLineRead = unwrapInboundIn(data).readableBytesView.contains(UInt8(ascii: "\n"))
    }
    context.fireChannelRead(data)
  }
}
