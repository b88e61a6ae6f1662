internal import NIOCore
internal import SPF

/// One connection of a mail server to the milter.
///
/// What can be answered at once is, on the event loop. For a message that needs DNS a task is started; what the mail
/// server sends meanwhile waits, and when it gives the message up the task is cancelled.
final class MilterConnectionHandler<R: ImmediateResolver>: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let service: PolicyServiceContext<R>
  private let meter: DecisionMeter
  private var decoder = MilterDecoder()
  private var session: MilterSession
  private var memory = InstanceMemory()
  /// What was read and not decoded.
  private var backlog: ArraySlice<UInt8> = []
  /// What was decoded while a decision is awaited.
  private var queue: [MilterCommand] = []
  /// How much was read since a decision is awaited.
  private var octetsWhileWaiting = 0
  private var replies: [UInt8] = []
  private var awaited: AwaitedDecision?
  /// The decisions since the last read that needed no question of DNS, their answers not yet written.
  private var cachedAnswers: UInt64 = 0
  private var isStopping = false
  private var isFinished = false
  private var timer: ConnectionTimer

  /// No more commands are decoded while a decision is awaited.
  private static var queueLimit: Int { 256 }
  /// No more is read while a decision is awaited: no mail server sends so much before it has an answer.
  private static var limitWhileWaiting: Int { 64 * 1024 }

  init(service: PolicyServiceContext<R>) {
    self.service = service
    meter = service.metrics.meter()
    session = MilterSession(
      milter: service.server.milter, policy: service.engine.configuration, name: service.milters.nextName())
    timer = ConnectionTimer(service.server)
  }

  func channelActive(context: ChannelHandlerContext) {
    schedule(in: context)
    context.read()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    guard !isFinished else { return }
    timer.noteRead()
    let octets = Array(buffer.readableBytesView)
    if awaited != nil { octetsWhileWaiting += octets.count }
    backlog = backlog.isEmpty ? octets[...] : backlog + octets
    work(context: context)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    proceed(context: context)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    guard context.channel.isWritable else { return }
    work(context: context)
    proceed(context: context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    if !isFinished, !isStopping, !decoder.isAtBoundary { report(.endInsidePacket) }
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
      // Nobody is there to take an answer: no mail server closes one half.
      guard !isFinished else { return }
      if !isStopping, !decoder.isAtBoundary { report(.endInsidePacket) }
      end(context: context)
    default:
      context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A reset connection is the mail server's affair.
    finish()
    context.close(promise: nil)
  }

  // MARK: Commands

  /// Performs the commands that there are, up to one that has to wait.
  private func work(context: ChannelHandlerContext) {
    guard !isFinished, context.channel.isWritable else { return }
    do throws(MilterProtocolError) {
      while !isFinished, queue.count < Self.queueLimit || awaited == nil, let command = try nextCommand() {
        timer.unfinishedSince = nil
        if awaited != nil {
          guard command.givesUpMessage else {
            queue.append(command)
            continue
          }
          // What waits belongs to the message that is given up, and so did the answer.
          stopWaiting()
          queue = []
        }
        try perform(command, context: context)
        if replies.count >= service.replyBatch { flush(context: context) }
        if !context.channel.isWritable { break }
      }
      if !decoder.isAtBoundary, timer.unfinishedSince == nil { timer.unfinishedSince = timer.lastRead }
    } catch {
      report(error)
      end(context: context)
    }
  }

  private func nextCommand() throws(MilterProtocolError) -> MilterCommand? {
    if awaited == nil, !queue.isEmpty { return queue.removeFirst() }
    let command = try decoder.next(&backlog)
    if backlog.isEmpty { backlog = [] }
    return command
  }

  private func perform(
    _ command: MilterCommand, context: ChannelHandlerContext
  ) throws(MilterProtocolError) {
    if case .mail = command { session.use(service.engine.configuration) }
    let step = try session.receive(command)
    switch step {
    case .nothing: break
    case .reply(let reply): reply.append(to: &replies)
    case .replies(let several): for reply in several { reply.append(to: &replies) }
    case .check(let request): check(request, context: context)
    case .end: end(context: context)
    }
    log()
  }

  /// Sends the answers given so far, and reads on if it may.
  private func proceed(context: ChannelHandlerContext) {
    guard !isFinished else { return }
    flush(context: context)
    closeIfDone(context: context)
    guard !isFinished, context.channel.isWritable else { return }
    if awaited == nil || octetsWhileWaiting < Self.limitWhileWaiting { context.read() }
  }

  private func flush(context: ChannelHandlerContext) {
    context.send(&replies)
    guard cachedAnswers > 0 else { return }
    let time = timer.nanosecondsSinceRead
    let count = cachedAnswers
    cachedAnswers = 0
    meter.count { $0.observeCached(time, times: count) }
  }

  // MARK: Decisions

  private func check(_ request: PolicyRequest, context: ChannelHandlerContext) {
    let engine = session.quarantines ? service.quarantiningEngine : service.milterEngine
    if let decision = engine.decideAtHand(request, memory: &memory) {
      session.decided(decision, on: request).append(to: &replies)
      meter.count { $0.count(decision) }
      cachedAnswers &+= 1
    } else {
      wait(for: request, engine, context: context)
    }
  }

  private func wait(for request: PolicyRequest, _ engine: PolicyEngine<R>, context: ChannelHandlerContext) {
    let awaited = AwaitedDecision(request)
    self.awaited = awaited
    service.metrics.waitBegan()
    octetsWhileWaiting = 0
    let loop = context.eventLoop
    let this = NIOLoopBound((handler: self, context: context, awaited: awaited), eventLoop: loop)
    let waited = Duration.nanoseconds(Int64(clamping: timer.nanosecondsSinceRead))
    awaited.task = Task {
      let verdict = await engine.verdict(on: request, waited: waited)
      loop.execute {
        let (handler, context, awaited) = this.value
        handler.service.metrics.waitEnded()
        handler.resume(awaited, context: context) { handler in
          let decision = engine.remembered(verdict, of: awaited.request, memory: &handler.memory)
          let wait = awaited.nanoseconds
          handler.meter.count {
            $0.count(decision)
            $0.observeAsked(wait)
          }
          return handler.session.decided(decision, on: awaited.request)
        }
      }
    }
    guard session.takesProgress else { return }
    let interval = TimeAmount(service.server.milter.progressInterval)
    awaited.progress = loop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in
      let (handler, context, awaited) = this.value
      guard handler.awaited === awaited else { return }
      MilterReply.progress.append(to: &handler.replies)
      context.send(&handler.replies)
    }
  }

  /// Gives the answer that was awaited, unless the message was given up, and goes on with what came meanwhile.
  private func resume(
    _ decision: AwaitedDecision, context: ChannelHandlerContext,
    answer: (MilterConnectionHandler) -> MilterReply
  ) {
    guard awaited === decision, !isFinished else { return }
    stopWaiting()
    answer(self).append(to: &replies)
    log()
    work(context: context)
    proceed(context: context)
  }

  private func stopWaiting() {
    awaited?.cancel()
    awaited = nil
  }

  // MARK: The end

  /// Ends the connection if the service stops and no message is under way: its mail server would treat it as it
  /// treats all when there is no filter.
  private func closeIfDone(context: ChannelHandlerContext) {
    guard isStopping, !isFinished, awaited == nil, queue.isEmpty, session.phase != .message else { return }
    end(context: context)
  }

  /// Ends the connection once the answers given are written. If the mail server does not take them, the timer
  /// ends it.
  private func end(context: ChannelHandlerContext) {
    finish()
    context.sendLast(&replies)
  }

  private func finish() {
    isFinished = true
    stopWaiting()
    backlog = []
    queue = []
    session.close()
    log()
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
    // While a decision is awaited it is not the mail server that is silent.
    switch awaited == nil ? timer.finding() : .nothing {
    case .nothing: schedule(in: context)
    case .silent: end(context: context)
    case .unfinished:
      service.log.event(.warning, "closing a connection of the milter: a packet was not complete in time")
      end(context: context)
    }
  }

  // MARK: The log

  private func report(_ error: MilterProtocolError) {
    meter.count { $0.countProtocolError() }
    service.log.event(.error, "closing a connection of the milter: \(error)")
  }

  private func log() {
    for event in session.takeEvents() {
      switch event {
      case .decided(let decision, let request): service.log.record(decision, of: request)
      case .removedForged(let count, let name, let queueID):
        let id = queueID.isEmpty ? "" : "\(SafeText.string(queueID.prefix(64)[...])): "
        service.log.event(
          .info,
          "\(id)removed Authentication-Results that claimed to be of "
            + "\(SafeText.string(Array(name.utf8)[...])): \(count)")
      case .lacking(let actions):
        let news = service.milters.news(of: actions)
        if !news.isEmpty { service.log.event(.warning, news.words) }
      }
    }
  }
}
