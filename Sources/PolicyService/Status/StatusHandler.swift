internal import Metrics
internal import NIOCore
internal import NIOHTTP1

/// Answers `/metrics` and `/health` on one connection.
final class StatusHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let status: ServiceStatus
  private var head: HTTPRequestHead?

  init(status: ServiceStatus) {
    self.status = status
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    // Nothing that is asked here has a body that matters.
    case .body: break
    case .end:
      guard let head else { return }
      self.head = nil
      answer(head, context: context)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func answer(_ request: HTTPRequestHead, context: ChannelHandlerContext) {
    let page = status.page(method: request.method.rawValue, target: request.uri)
    var buffer = context.channel.allocator.buffer(string: page.body)
    var headers = HTTPHeaders([
      ("content-type", page.mediaType), ("content-length", "\(buffer.readableBytes)"),
      ("cache-control", "no-store"), ("x-content-type-options", "nosniff"),
    ])
    if page.code == 405 { headers.add(name: "allow", value: "GET, HEAD") }
    if !request.isKeepAlive { headers.add(name: "connection", value: "close") }
    let head = HTTPResponseHead(
      version: request.version, status: HTTPResponseStatus(statusCode: page.code), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if request.method == .HEAD { buffer.clear() }
    if buffer.readableBytes > 0 { context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil) }
    let written = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
    guard !request.isKeepAlive else { return }
    let channel = context.channel
    written.futureResult.whenComplete { _ in channel.close(promise: nil) }
  }
}
