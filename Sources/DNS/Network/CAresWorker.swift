internal import CAres
internal import SPF

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The resolver's thread: the only one that touches the c-ares channel.
@safe
final class CAresWorker {
  private let channel: ares_channel
  private let mailbox: QueryMailbox
  private let payloadSize: UInt16

  /// What c-ares gives back with a response.
  private final class Query {
    let id: UInt64
    let question: DNSQuestion
    let mailbox: QueryMailbox

    init(_ letter: QueryMailbox.Letter, _ mailbox: QueryMailbox) {
      id = letter.id
      question = letter.question
      self.mailbox = mailbox
    }
  }

  /// Initialised once, and never cleaned up: other code of the process may use the library too.
  private static let library = ares_library_init(1)

  private init(_ options: CAresOptions, mailbox: QueryMailbox) throws(CAresError) {
    guard Self.library == 0 else { throw Self.error("cannot initialise c-ares", Self.library) }
    payloadSize = min(max(options.payloadSize, 512), 4096)
    self.mailbox = mailbox
    var settings = unsafe ares_options()
    // Without the check of responses c-ares hands out SERVFAIL and REFUSED as received.
    unsafe settings.flags = Int32(ARES_FLAG_NOCHECKRESP | ARES_FLAG_EDNS | ARES_FLAG_NOSEARCH)
    let milliseconds =
      options.timeout.components.seconds.clamped(to: 0...3600) * 1000
      + options.timeout.components.attoseconds / 1_000_000_000_000_000
    unsafe settings.timeout = Int32(milliseconds.clamped(to: 1...3_600_000))
    unsafe settings.tries = Int32(min(max(options.tries, 1), 10))
    unsafe settings.ednspsz = Int32(payloadSize)
    var created: ares_channel?
    let mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_EDNSPSZ
    let status = unsafe ares_init_options(&created, &settings, Int32(mask))
    guard status == 0, let channel = unsafe created else { throw Self.error("cannot start c-ares", status) }
    if !options.servers.isEmpty {
      let list = options.servers.prefix(8).map(\.description).joined(separator: ",")
      let status = unsafe ares_set_servers_ports_csv(channel, list)
      guard status == 0 else {
        unsafe ares_destroy(channel)
        throw Self.error("cannot use the name servers \(list)", status)
      }
    }
    unsafe self.channel = channel
  }

  deinit {
    unsafe ares_destroy(channel)
    mailbox.close()
  }

  private static func error(_ what: String, _ status: Int32) -> CAresError {
    CAresError(description: "\(what): \(text(status)); check the servers given or resolv.conf")
  }

  private static func text(_ status: Int32) -> String {
    guard let text = unsafe ares_strerror(status) else { return "status \(status)" }
    return unsafe String(cString: text)
  }

  static func start(_ options: CAresOptions, mailbox: QueryMailbox) throws(CAresError) {
    let worker = try CAresWorker(options, mailbox: mailbox)
    let argument = unsafe Unmanaged.passRetained(worker).toOpaque()
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let status = unsafe pthread_create(
      &thread, nil,
      { argument in
        #if canImport(Glibc)
          guard let argument = unsafe argument else { return nil }
        #endif
        unsafe Unmanaged<CAresWorker>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, argument)
    guard status == 0 else {
      unsafe Unmanaged<CAresWorker>.fromOpaque(argument).release()
      throw CAresError(description: "cannot start the resolver's thread (errno \(status)); raise the limit")
    }
    #if canImport(Glibc)
      _ = pthread_detach(thread)
    #else
      if let thread = unsafe thread { _ = unsafe pthread_detach(thread) }
    #endif
  }

  private func run() {
    let bell = mailbox.bell
    var sockets = [ares_socket_t](repeating: -1, count: Int(ARES_GETSOCK_MAXNUM))
    while let letters = mailbox.collect() {
      for letter in letters { send(letter) }
      var events = [pollfd(fd: bell, events: Int16(POLLIN), revents: 0)]
      let bits = UInt32(bitPattern: unsafe ares_getsock(channel, &sockets, Int32(sockets.count)))
      for (index, socket) in sockets.enumerated() {
        var wanted: Int32 = 0
        if bits & (1 << UInt32(index)) != 0 { wanted |= Int32(POLLIN) }
        if bits & (1 << UInt32(index + sockets.count)) != 0 { wanted |= Int32(POLLOUT) }
        if wanted != 0 { events.append(pollfd(fd: socket, events: Int16(wanted), revents: 0)) }
      }
      let ready = unsafe poll(&events, nfds_t(events.count), wait())
      if ready > 0 {
        for event in events.dropFirst() where event.revents != 0 {
          // An error is found by reading.
          let canRead = event.revents & Int16(POLLIN | POLLERR | POLLHUP) != 0
          let canWrite = event.revents & Int16(POLLOUT) != 0
          unsafe ares_process_fd(channel, canRead ? event.fd : -1, canWrite ? event.fd : -1)
        }
      }
      unsafe ares_process_fd(channel, -1, -1)
    }
  }

  /// Milliseconds until c-ares wants to look at the clock, rounded up; -1 for never.
  private func wait() -> Int32 {
    var storage = timeval()
    guard let next = unsafe ares_timeout(channel, nil, &storage) else { return -1 }
    let milliseconds = unsafe Int(next.pointee.tv_sec) * 1000 + (Int(next.pointee.tv_usec) + 999) / 1000
    return Int32(milliseconds.clamped(to: 0...3_600_000))
  }

  private func send(_ letter: QueryMailbox.Letter) {
    guard mailbox.isAwaited(letter.id) else {
      mailbox.deliver(.failure(.timeout), to: letter.id)
      return
    }
    let message = QueryEncoder.query(
      letter.question, id: UInt16.random(in: .min ... .max), payloadSize: payloadSize)
    let argument = unsafe Unmanaged.passRetained(Query(letter, mailbox)).toOpaque()
    unsafe ares_send(
      channel, message, Int32(message.count),
      { argument, status, _, response, length in
        guard let argument = unsafe argument else { return }
        let query = unsafe Unmanaged<Query>.fromOpaque(argument).takeRetainedValue()
        let answer: DNSAnswer
        if status == 0, let response = unsafe response, length > 0 {
          let octets = unsafe [UInt8](UnsafeBufferPointer(start: response, count: Int(length)))
          answer = DNSMessageDecoder.decode(message: octets, question: query.question)
        } else {
          answer = .failure(CAresWorker.failure(status))
        }
        query.mailbox.deliver(answer, to: query.id)
      }, argument)
  }

  private static func failure(_ status: Int32) -> DNSFailure {
    status == ARES_ETIMEOUT ? .timeout : .unreachable(text(status))
  }
}

extension Comparable {
  /// The nearest value within `range`.
  func clamped(to range: ClosedRange<Self>) -> Self {
    min(max(self, range.lowerBound), range.upperBound)
  }
}
