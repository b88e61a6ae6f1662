internal import NIOCore

/// Answers queries over TCP (RFC 1035 section 4.2.2): each message behind its length.
final class StreamHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let content: ServedContent
  private var pending = ByteBuffer()

  init(_ content: ServedContent) {
    self.content = content
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // Who asks on without reading the answers would fill the memory with them.
    guard context.channel.isWritable else {
      context.close(promise: nil)
      return
    }
    var incoming = unwrapInboundIn(data)
    pending.writeBuffer(&incoming)
    // No more is ever pending than one message and one read.
    while let message = pending.readLengthPrefixedSlice(as: UInt16.self) {
      guard let response = content.response(to: Array(message.readableBytesView), isTCP: true) else {
        continue
      }
      var buffer = context.channel.allocator.buffer(capacity: response.count + 2)
      buffer.writeInteger(UInt16(truncatingIfNeeded: response.count))
      buffer.writeBytes(response)
      context.write(wrapOutboundOut(buffer), promise: nil)
    }
    pending.discardReadBytes()
    context.flush()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is IdleStateHandler.IdleStateEvent else {
      context.fireUserInboundEventTriggered(event)
      return
    }
    context.close(promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
