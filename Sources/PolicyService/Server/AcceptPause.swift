internal import NIOCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Stops accepting for a moment when the system has no descriptor left. Clients wait in the queue of the socket;
/// otherwise the event loop would try again at once, and for ever.
final class AcceptPause: ChannelInboundHandler {
  typealias InboundIn = any Channel

  private let duration: TimeAmount
  private let log: DecisionLog
  private var isPaused = false
  private var isLogged = false

  init(for duration: TimeAmount = .milliseconds(100), log: DecisionLog) {
    self.duration = duration
    self.log = log
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // Whatever else there is, is the end of one connection or of the socket.
    guard let error = error as? IOError, [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error.errnoCode) else {
      context.fireErrorCaught(error)
      return
    }
    guard !isPaused, let options = context.channel.syncOptions else { return }
    let this = NIOLoopBound((handler: self, options: options), eventLoop: context.eventLoop)
    isPaused = true
    // Fails only on a channel that is closed.
    try? options.setOption(.autoRead, value: false)
    context.eventLoop.scheduleTask(in: duration) {
      let (handler, options) = this.value
      handler.isPaused = false
      try? options.setOption(.autoRead, value: true)
    }
    guard !isLogged else { return }
    isLogged = true
    log.event(
      .error,
      "cannot accept a connection: \(ServiceAccount.reason(error.errnoCode)); clients wait until it can be done; "
        + "raise the limit on open files (LimitNOFILE= of systemd, ulimit -n) or lower --max-connections")
    context.eventLoop.scheduleTask(in: .seconds(10)) { this.value.handler.isLogged = false }
  }
}
