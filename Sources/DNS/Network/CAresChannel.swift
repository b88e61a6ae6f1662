internal import CAres
internal import SPF

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A channel of c-ares that asks one server once.
///
/// c-ares can go from one server to the next by itself, but then it drops the responses that made it go on,
/// and in the end nobody knows whether it was SERVFAIL or REFUSED. With one server to a channel every
/// response is handed out as received, and ``CAresWorker`` goes on.
@safe
final class CAresChannel {
  /// What the channel and its queries share; queries outlive the channel for a moment.
  private final class State {
    /// Queries without a reply so far.
    var underWay = 0
    var isClosing = false
  }

  /// What c-ares gives back with a response.
  private final class Delivery {
    let server: ServerAddress
    private let state: State
    private let completion: (Reply) -> Void

    init(_ server: ServerAddress, _ state: State, _ completion: @escaping (Reply) -> Void) {
      self.server = server
      self.state = state
      self.completion = completion
    }

    func deliver(_ reply: Reply) {
      guard !state.isClosing else { return }
      state.underWay -= 1
      completion(reply)
    }
  }

  /// What came of a query.
  enum Reply {
    /// The message as received.
    case message([UInt8])
    /// There is none.
    case failure(DNSFailure)
  }

  /// Most sockets that c-ares tells of at a time.
  static let socketCount = Int(ARES_GETSOCK_MAXNUM)

  private let channel: ares_channel
  private let server: ServerAddress
  private let state = State()

  /// Whether there are queries without a reply so far.
  var isBusy: Bool { state.underWay > 0 }

  /// Initialised once, and never cleaned up: other code of the process may use the library too.
  private static let library = ares_library_init(1)

  /// A channel to `server`, which waits for `timeout` milliseconds.
  init(_ server: ServerAddress, timeout: Int32, payloadSize: UInt16) throws(CAresError) {
    var settings = unsafe ares_options()
    // Without the check of responses c-ares hands out SERVFAIL and REFUSED as received.
    unsafe settings.flags = Int32(ARES_FLAG_NOCHECKRESP | ARES_FLAG_EDNS | ARES_FLAG_NOSEARCH)
    unsafe settings.timeout = timeout
    unsafe settings.tries = 1
    unsafe settings.ednspsz = Int32(payloadSize)
    let mask =
      unsafe ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_EDNSPSZ
      | spf_ares_without_cache(&settings)
    let channel = unsafe try Self.make(&settings, mask)
    let status = unsafe ares_set_servers_ports_csv(channel, server.description)
    guard status == 0 else {
      unsafe ares_destroy(channel)
      throw Self.error("cannot use the name server \(server)", status)
    }
    unsafe self.channel = channel
    self.server = server
  }

  deinit {
    state.isClosing = true
    unsafe ares_destroy(channel)
  }

  /// The name servers of a file such as resolv.conf, and whether its option `rotate` is set.
  static func servers(of file: String?) throws(CAresError) -> (addresses: [ServerAddress], rotates: Bool) {
    var settings = unsafe ares_options()
    var mask: Int32 = 0
    let path = unsafe file.map { unsafe strdup($0) } ?? nil
    defer { unsafe free(path) }
    if let path = unsafe path {
      unsafe settings.resolvconf_path = path
      mask = ARES_OPT_RESOLVCONF
    }
    let channel = unsafe try make(&settings, mask)
    defer { unsafe ares_destroy(channel) }
    var list: UnsafeMutablePointer<ares_addr_port_node>?
    let status = unsafe ares_get_servers_ports(channel, &list)
    guard status == 0 else { throw error("cannot read the name servers", status) }
    defer { unsafe ares_free_data(list) }
    var addresses: [ServerAddress] = []
    var next = unsafe list
    while let node = unsafe next {
      unsafe next = node.pointee.next
      let address =
        unsafe node.pointee.family == AF_INET
        ? withUnsafeBytes(of: node.pointee.addr.addr4) { unsafe IPAddress(octets: $0) }
        : withUnsafeBytes(of: node.pointee.addr.addr6) { unsafe IPAddress(octets: $0) }
      let port = unsafe UInt16(truncatingIfNeeded: node.pointee.udp_port)
      if let address { addresses.append(ServerAddress(address, port: port == 0 ? 53 : port)) }
    }
    var saved = unsafe ares_options()
    var set: Int32 = 0
    let isSaved = unsafe ares_save_options(channel, &saved, &set) == 0
    if isSaved { unsafe ares_destroy_options(&saved) }
    return (addresses, isSaved && set & ARES_OPT_ROTATE != 0)
  }

  /// Asks; `completion` is called once, maybe before the return, and must not touch the channel. It is not
  /// called when the channel goes away before.
  func send(_ message: [UInt8], _ completion: @escaping (Reply) -> Void) {
    state.underWay += 1
    let argument = unsafe Unmanaged.passRetained(Delivery(server, state, completion)).toOpaque()
    unsafe ares_send(
      channel, message, Int32(message.count),
      { argument, status, _, response, length in
        guard let argument = unsafe argument else { return }
        let delivery = unsafe Unmanaged<Delivery>.fromOpaque(argument).takeRetainedValue()
        if status == 0, let response = unsafe response, length > 0 {
          delivery.deliver(
            .message(unsafe [UInt8](UnsafeBufferPointer(start: response, count: Int(length)))))
        } else {
          delivery.deliver(.failure(CAresChannel.failure(status, of: delivery.server)))
        }
      }, argument)
  }

  /// The events that c-ares waits for.
  func appendEvents(to events: inout [pollfd], sockets: inout [ares_socket_t]) {
    let bits = UInt32(bitPattern: unsafe ares_getsock(channel, &sockets, Int32(sockets.count)))
    for (index, socket) in sockets.enumerated() {
      var wanted: Int32 = 0
      if bits & (1 << UInt32(index)) != 0 { wanted |= Int32(POLLIN) }
      if bits & (1 << UInt32(index + sockets.count)) != 0 { wanted |= Int32(POLLOUT) }
      if wanted != 0 { events.append(pollfd(fd: socket, events: Int16(wanted), revents: 0)) }
    }
  }

  /// Reads and writes where `event` says that it is possible.
  func process(_ event: pollfd) {
    // An error is found by reading.
    let canRead = event.revents & Int16(POLLIN | POLLERR | POLLHUP) != 0
    let canWrite = event.revents & Int16(POLLOUT) != 0
    unsafe ares_process_fd(channel, canRead ? event.fd : -1, canWrite ? event.fd : -1)
  }

  /// Ends what has waited for too long.
  func processTime() {
    unsafe ares_process_fd(channel, -1, -1)
  }

  /// Milliseconds until c-ares wants to look at the clock, rounded up; nil for never.
  var wait: Int? {
    var storage = timeval()
    guard let next = unsafe ares_timeout(channel, nil, &storage) else { return nil }
    return unsafe Int(next.pointee.tv_sec) * 1000 + (Int(next.pointee.tv_usec) + 999) / 1000
  }

  private static func make(
    _ settings: inout ares_options, _ mask: Int32
  ) throws(CAresError) -> ares_channel {
    guard library == 0 else { throw error("cannot initialise c-ares", library) }
    var created: ares_channel?
    let status = unsafe ares_init_options(&created, &settings, mask)
    guard status == 0, let channel = unsafe created else { throw error("cannot start c-ares", status) }
    return unsafe channel
  }

  private static func error(_ what: String, _ status: Int32) -> CAresError {
    CAresError(description: "\(what): \(text(status)); check the servers given or resolv.conf")
  }

  private static func text(_ status: Int32) -> String {
    guard let text = unsafe ares_strerror(status) else { return "status \(status)" }
    return unsafe String(cString: text)
  }

  private static func failure(_ status: Int32, of server: ServerAddress) -> DNSFailure {
    switch status {
    case ARES_ETIMEOUT: .timeout
    // Whatever a socket says: refused, no route, no permission.
    case ARES_ECONNREFUSED: .unreachable("\(server)")
    default: .unreachable("\(server): \(text(status))")
    }
  }
}
