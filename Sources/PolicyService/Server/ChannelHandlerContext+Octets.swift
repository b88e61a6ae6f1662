internal import NIOCore

extension ChannelHandlerContext {
  /// Writes octets and forgets them.
  func send(_ octets: inout [UInt8]) {
    guard !octets.isEmpty else { return }
    writeAndFlush(NIOAny(channel.allocator.buffer(bytes: octets)), promise: nil)
    octets.removeAll(keepingCapacity: true)
  }

  /// Writes the last octets and closes the connection once they are written.
  func sendLast(_ octets: inout [UInt8]) {
    let written = eventLoop.makePromise(of: Void.self)
    writeAndFlush(NIOAny(channel.allocator.buffer(bytes: octets)), promise: written)
    octets = []
    let channel = channel
    written.futureResult.whenComplete { _ in channel.close(promise: nil) }
  }
}
