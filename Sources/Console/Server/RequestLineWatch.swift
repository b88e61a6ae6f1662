internal import NIOCore
internal import PageSettings

/// Measures the line with the address of a request, before a parser reads it: when that finds a request too long, it does
/// not tell which part of it.
final class RequestLineWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private var length = 0
  private var isRead = false

  /// Whether the line of the request that is being read is longer than a parser takes.
  var isTooLong: Bool { length > WebLimits.longestField }

  /// The next octets are those of another request.
  func startAgain() {
    length = 0
    isRead = false
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if !isRead {
      let octets = unwrapInboundIn(data).readableBytesView
      let end = octets.firstIndex(of: UInt8(ascii: "\n"))
      length += (end ?? octets.endIndex) - octets.startIndex
      isRead = end != nil
    }
    context.fireChannelRead(data)
  }
}
