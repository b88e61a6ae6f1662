internal import CAres
internal import SPF
internal import Threads

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The resolver's thread: the only one that touches the channels.
@safe
final class CAresWorker {
  /// A query, on its way from server to server.
  private struct Query {
    let id: UInt64
    let question: DNSQuestion
    var walk: ServerWalk
    /// Whether the server asked now is asked without an OPT record.
    var isPlain = false
  }

  /// A query that got a reply, or none, from a server.
  private struct Return {
    let query: Query
    let step: ServerWalk.Step
    let reply: CAresChannel.Reply
  }

  private let mailbox: QueryMailbox
  private let servers: [ServerAddress]
  private let payloadSize: UInt16
  private let wantsSignatures: Bool
  private let timeout: Int
  private let tries: Int
  private var order: ServerOrder
  /// A channel to each server for each round, because a channel cannot change how long it waits. Those of
  /// later rounds are made when there is need.
  private var channels: [[CAresChannel?]]
  private var returns: [Return] = []

  private init(_ options: CAresOptions, mailbox: QueryMailbox) throws(CAresError) {
    self.mailbox = mailbox
    payloadSize = min(max(options.payloadSize, 512), 4096)
    wantsSignatures = options.wantsSignatures
    tries = min(max(options.tries, 1), 10)
    let milliseconds =
      options.timeout.components.seconds.clamped(to: 0...3600) * 1000
      + options.timeout.components.attoseconds / 1_000_000_000_000_000
    timeout = Int(milliseconds.clamped(to: 1...3_600_000))
    var rotates = false
    if options.servers.isEmpty {
      let configured = try CAresChannel.servers(of: options.resolvConf)
      servers = Array(configured.addresses.prefix(8))
      rotates = configured.rotates
    } else {
      servers = Array(options.servers.prefix(8))
    }
    order = ServerOrder(count: servers.count, rotates: rotates)
    channels = Array(repeating: Array(repeating: nil, count: tries), count: servers.count)
    // What c-ares refuses is said at the start, not with the first query.
    for index in servers.indices { _ = try channel(ServerWalk.Step(server: index, round: 0)) }
  }

  deinit {
    channels = []
    mailbox.close()
  }

  static func start(_ options: CAresOptions, mailbox: QueryMailbox) throws(CAresError) {
    let worker = try CAresWorker(options, mailbox: mailbox)
    if let status = DetachedThread.start({ worker.run() }) {
      throw CAresError(description: "cannot start the resolver's thread (errno \(status)); raise the limit")
    }
  }

  private func run() {
    let bell = mailbox.bell
    var sockets = [ares_socket_t](repeating: -1, count: CAresChannel.socketCount)
    var events: [pollfd] = []
    while let letters = mailbox.collect() {
      for letter in letters {
        let walk = ServerWalk(order.servers(now: MonotonicTime.nanoseconds), rounds: tries)
        send(Query(id: letter.id, question: letter.question, walk: walk))
      }
      goOn()
      events.removeAll(keepingCapacity: true)
      events.append(pollfd(fd: bell, events: Int16(POLLIN), revents: 0))
      var wait: Int?
      var parts: [(channel: CAresChannel, end: Int)] = []
      for channel in channels.joined() {
        guard let channel, channel.isBusy else { continue }
        channel.appendEvents(to: &events, sockets: &sockets)
        if let time = channel.wait { wait = min(wait ?? time, time) }
        parts.append((channel, events.count))
      }
      let ready = unsafe poll(&events, nfds_t(events.count), Int32(wait?.clamped(to: 0...3_600_000) ?? -1))
      var index = 1
      for (channel, end) in parts {
        while index < end {
          if ready > 0, events[index].revents != 0 { channel.process(events[index]) }
          index += 1
        }
        channel.processTime()
      }
      goOn()
    }
  }

  /// Hands out what servers answered, and asks others where they did not.
  private func goOn() {
    while !returns.isEmpty {
      let batch = returns
      returns.removeAll(keepingCapacity: true)
      for item in batch {
        var query = item.query
        let answer: DNSAnswer
        switch item.reply {
        case .message(let message):
          answer = DNSMessageDecoder.decode(message: message, question: query.question)
        case .failure(let failure):
          answer = .failure(failure)
        }
        guard case .failure(let failure) = answer.status else {
          order.note(nil, of: item.step.server, now: MonotonicTime.nanoseconds)
          mailbox.deliver(answer, to: query.id)
          continue
        }
        order.note(failure, of: item.step.server, now: MonotonicTime.nanoseconds)
        // FORMERR: maybe a server that does not know OPT records (RFC 6891 section 7). c-ares sees to the
        // first such answer on a channel, and to no other.
        if failure == .responseCode(1), !query.isPlain {
          query.isPlain = true
          ask(item.step, query)
          continue
        }
        query.isPlain = false
        query.walk.note(failure, at: item.step)
        send(query)
      }
    }
  }

  /// Asks the next server, if somebody still waits and one is left.
  private func send(_ query: Query) {
    var query = query
    guard mailbox.isAwaited(query.id) else {
      mailbox.deliver(.failure(.timeout), to: query.id)
      return
    }
    guard let step = query.walk.next() else {
      mailbox.deliver(.failure(query.walk.failure), to: query.id)
      return
    }
    ask(step, query)
  }

  private func ask(_ step: ServerWalk.Step, _ query: Query) {
    do throws(CAresError) {
      let message = QueryEncoder.query(
        query.question, id: UInt16.random(in: .min ... .max),
        payloadSize: query.isPlain ? nil : payloadSize, wantsSignatures: wantsSignatures)
      try channel(step).send(message) { [unowned self, query] reply in
        returns.append(Return(query: query, step: step, reply: reply))
      }
    } catch {
      returns.append(
        Return(query: query, step: step, reply: .failure(.unreachable(error.description))))
    }
  }

  private func channel(_ step: ServerWalk.Step) throws(CAresError) -> CAresChannel {
    if let channel = channels[step.server][step.round] { return channel }
    let channel = try CAresChannel(
      servers[step.server], timeout: Int32((timeout << step.round).clamped(to: 1...3_600_000)),
      payloadSize: payloadSize)
    channels[step.server][step.round] = channel
    return channel
  }
}

extension Comparable {
  /// The nearest value within `range`.
  func clamped(to range: ClosedRange<Self>) -> Self {
    min(max(self, range.lowerBound), range.upperBound)
  }
}
