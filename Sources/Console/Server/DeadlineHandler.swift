internal import HummingbirdCore
internal import NIOCore
internal import NIOHTTPTypes
internal import PageSettings

/// Closes a connection whose request does not come to its end in time, octet by octet or not at all, and one whose
/// answer is not taken.
final class DeadlineHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let requestTime: TimeAmount
  private let answerTime: TimeAmount
  private let connections: ConnectionTable
  private var deadline = NIODeadline.distantFuture
  private var timer: Scheduled<Void>?

  init(limits: WebLimits, connections: ConnectionTable) {
    requestTime = TimeAmount(limits.requestTime)
    answerTime = TimeAmount(limits.answerTime)
    self.connections = connections
  }

  func handlerAdded(context: ChannelHandlerContext) {
    connections.add(context.channel)
    deadline = .now() + requestTime
    schedule(context)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.cancel()
    timer = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .end = unwrapInboundIn(data) { deadline = .now() + answerTime }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
    let written = promise ?? context.eventLoop.makePromise(of: Void.self)
    let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
    written.futureResult.whenSuccess { handler.value.deadline = .now() + handler.value.requestTime }
    context.write(data, promise: written)
  }

  /// One timer for a connection; it looks when it fires whether the deadline has moved meanwhile.
  private func schedule(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(deadline: deadline) {
      let (handler, context) = bound.value
      guard handler.timer != nil else { return }
      if handler.deadline <= .now() {
        context.close(promise: nil)
      } else {
        handler.schedule(context)
      }
    }
  }
}
