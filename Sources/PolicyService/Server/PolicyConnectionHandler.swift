internal import NIOCore
internal import SPF

/// One connection of Postfix: requests in, answers out, in order.
///
/// What can be answered at once is, on the event loop; all answers to one read are written together, at the end of the
/// event loop's turn. For a request that needs DNS a task is started and nothing more is read until its answer is there,
/// so that a client that sends faster than it is answered waits in its own socket.
final class PolicyConnectionHandler<R: ImmediateResolver>: ChannelInboundHandler, TurnWriter {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let service: PolicyServiceContext<R>
  private let meter: DecisionMeter
  private var decoder: PolicyRequestDecoder
  private var memory = InstanceMemory()
  /// What was read and not decoded, because an answer is awaited.
  private var backlog: ArraySlice<UInt8> = []
  private var replies: [UInt8] = []
  private let turn: LoopTurn
  /// Nil once the connection has no place to write to.
  private var context: ChannelHandlerContext?
  private var task: Task<Void, Never>?
  private var isStopping = false
  private var hasEnded = false
  private var isFinished = false
  private var timer: ConnectionTimer
  /// The answers since the last read that needed no question of DNS, not yet written.
  private var cachedAnswers: UInt64 = 0

  /// A connection of `loop`, on which this must be called.
  init(service: PolicyServiceContext<R>, on loop: any EventLoop) {
    self.service = service
    turn = service.turns.turn(of: loop)
    meter = service.metrics.meter()
    timer = ConnectionTimer(service.server)
    decoder = PolicyRequestDecoder(limits: service.server.requestLimits)
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func channelActive(context: ChannelHandlerContext) {
    schedule(in: context)
    context.read()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    guard !isFinished else { return }
    timer.noteRead()
    let octets = Array(buffer.readableBytesView)
    backlog = backlog.isEmpty ? octets[...] : backlog + octets
    work(context: context)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if !replies.isEmpty, !isFinished { turn.end(with: self) }
    readMore(context: context)
  }

  func writeAtEndOfTurn() {
    if let context { flush(context: context) }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      work(context: context)
      flush(context: context)
      readMore(context: context)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    if !isFinished, !isStopping, !decoder.isAtBoundary { report(.endInsideRequest) }
    finish()
    timer.cancel()
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is PolicyServiceStop:
      isStopping = true
      closeIfDone(context: context)
    case ChannelEvent.inputClosed:
      // The client may still read: what it asked is answered first.
      hasEnded = true
      if !isFinished, !isStopping, !decoder.isAtBoundary { report(.endInsideRequest) }
      closeIfDone(context: context)
    default:
      context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A reset connection is the client's affair.
    finish()
    context.close(promise: nil)
  }

  /// Answers what is in the backlog, up to a request that has to wait.
  private func work(context: ChannelHandlerContext) {
    guard task == nil, !isFinished, context.channel.isWritable else { return }
    do throws(PolicyProtocolError) {
      while task == nil, let request = try decoder.next(&backlog) {
        timer.unfinishedSince = nil
        answer(request, context: context)
        if replies.count >= service.replyBatch { flush(context: context) }
        if !context.channel.isWritable { break }
      }
      if !decoder.isAtBoundary, timer.unfinishedSince == nil { timer.unfinishedSince = timer.lastRead }
    } catch {
      report(error)
      end(context: context)
    }
    if task == nil, backlog.isEmpty { backlog = [] }
  }

  private func answer(_ request: PolicyRequest, context: ChannelHandlerContext) {
    if let decision = service.engine.decideAtHand(request, memory: &memory) {
      give(decision, to: request)
      cachedAnswers &+= 1
      return
    }
    service.metrics.waitBegan()
    let engine = service.engine
    let this = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    let loop = context.eventLoop
    // From its arrival on: it may have stood behind others.
    let waited = Duration.nanoseconds(Int64(clamping: timer.nanosecondsSinceRead))
    task = Task {
      let verdict = await engine.verdict(on: request, waited: waited)
      loop.execute {
        let (handler, context) = this.value
        handler.resume(verdict, request, context: context)
      }
    }
  }

  private func resume(_ verdict: PolicyVerdict, _ request: PolicyRequest, context: ChannelHandlerContext) {
    service.metrics.waitEnded()
    guard !isFinished else { return }
    task = nil
    give(service.engine.remembered(verdict, of: request, memory: &memory), to: request)
    let wait = timer.nanosecondsSinceRead
    meter.count { $0.observeAsked(wait) }
    work(context: context)
    flush(context: context)
    readMore(context: context)
  }

  private func give(_ decision: PolicyDecision, to request: PolicyRequest) {
    decision.appendReply(to: &replies)
    service.log.record(decision, of: request)
    meter.count { $0.count(decision) }
  }

  private func flush(context: ChannelHandlerContext) {
    guard !replies.isEmpty, !isFinished else { return }
    context.send(&replies)
    guard cachedAnswers > 0 else { return }
    // One look at the clock for all answers to one read.
    let time = timer.nanosecondsSinceRead
    let count = cachedAnswers
    cachedAnswers = 0
    meter.count { $0.observeCached(time, times: count) }
  }

  private func readMore(context: ChannelHandlerContext) {
    if hasEnded || isStopping {
      closeIfDone(context: context)
    } else if !isFinished, task == nil, context.channel.isWritable {
      context.read()
    }
  }

  /// Ends the connection if it shall end and nothing is under way.
  private func closeIfDone(context: ChannelHandlerContext) {
    guard hasEnded || isStopping, !isFinished, task == nil, backlog.isEmpty else { return }
    end(context: context)
  }

  /// Ends the connection once the answers given are written. If the client does not take them, the timer
  /// ends it.
  private func end(context: ChannelHandlerContext) {
    finish()
    context.sendLast(&replies)
  }

  private func finish() {
    isFinished = true
    task?.cancel()
    task = nil
    backlog = []
  }

  private func report(_ error: PolicyProtocolError) {
    meter.count { $0.countProtocolError() }
    service.log.event(.error, "closing a connection: \(error)")
  }

  private func schedule(in context: ChannelHandlerContext) {
    let this = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    timer.schedule(on: context.eventLoop) {
      let (handler, context) = this.value
      handler.timerWentOff(context: context)
    }
  }

  private func timerWentOff(context: ChannelHandlerContext) {
    guard !isFinished else {
      context.close(promise: nil)
      return
    }
    // While an answer is made nothing is read: it is not the client who is silent.
    switch task == nil ? timer.finding() : .nothing {
    case .nothing: schedule(in: context)
    case .silent: end(context: context)
    case .unfinished:
      service.log.event(.warning, "closing a connection: a request was not complete in time")
      end(context: context)
    }
  }
}

/// Fired through a connection when the service stops.
struct PolicyServiceStop: Sendable {}
