internal import NIOCore

/// Answers queries over UDP.
final class DatagramHandler: ChannelInboundHandler {
  typealias InboundIn = AddressedEnvelope<ByteBuffer>
  typealias OutboundOut = AddressedEnvelope<ByteBuffer>

  private let content: ServedContent

  init(_ content: ServedContent) {
    self.content = content
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let envelope = unwrapInboundIn(data)
    guard let response = content.response(to: Array(envelope.data.readableBytesView), isTCP: false) else {
      return
    }
    let buffer = context.channel.allocator.buffer(bytes: response)
    context.writeAndFlush(
      wrapOutboundOut(AddressedEnvelope(remoteAddress: envelope.remoteAddress, data: buffer)), promise: nil)
  }
}
