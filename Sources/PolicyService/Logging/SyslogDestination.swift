internal import NIOConcurrencyHelpers

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes lines to the local syslog, facility mail, in the form of RFC 3164; to standard error while there
/// is no syslog. A syslog that was restarted is connected to again.
final class SyslogDestination: LogDestination {
  private struct State {
    var descriptor: Int32 = -1
    var lost = 0
  }

  private let path: String
  private let tag: [UInt8]
  private let now: @Sendable () -> Int64
  private let state = NIOLockedValueBox(State())
  private let fallback = StandardErrorDestination()
  private static let facilityMail: UInt8 = 2

  /// `now` gives milliseconds since 1970.
  init(
    identifier: String, path: String = "/dev/log",
    now: @escaping @Sendable () -> Int64 = { WallTime.milliseconds }
  ) {
    self.path = path
    self.now = now
    tag = Array(" \(identifier)[\(getpid())]: ".utf8)
  }

  deinit {
    let descriptor = state.withLockedValue { $0.descriptor }
    if descriptor >= 0 { close(descriptor) }
  }

  func deliver(_ lines: [LogLine]) {
    state.withLockedValue { state in
      for line in lines {
        if send(line, &state) { continue }
        // A syslog that was restarted has a new socket.
        disconnect(&state)
        if send(line, &state) { continue }
        disconnect(&state)
        fallback.deliver([line])
      }
    }
  }

  private func send(_ line: LogLine, _ state: inout State) -> Bool {
    if state.descriptor < 0 { state.descriptor = connectedDescriptor() }
    guard state.descriptor >= 0 else { return false }
    if state.lost > 0, transmit(lostLine(state.lost), state.descriptor) == .sent { state.lost = 0 }
    switch transmit(line, state.descriptor) {
    case .sent:
      return true
    case .full:
      state.lost += 1
      return true
    case .failed:
      return false
    }
  }

  private func disconnect(_ state: inout State) {
    if state.descriptor >= 0 { close(state.descriptor) }
    state.descriptor = -1
  }

  private func lostLine(_ count: Int) -> LogLine {
    LogLine(.warning, Array("\(count) log lines were dropped: syslog did not take them".utf8))
  }

  private enum Transmission {
    case sent, full, failed
  }

  private func transmit(_ line: LogLine, _ descriptor: Int32) -> Transmission {
    var packet: [UInt8] = []
    packet.reserveCapacity(line.text.count + 64)
    packet.append("<")
    packet.append(decimal: Int(Self.facilityMail << 3 | line.severity.rawValue))
    packet.append(">")
    appendTime(to: &packet)
    packet.append(contentsOf: tag)
    packet.append(contentsOf: line.text)
    // A full socket is waited for a little: this thread has nothing else to do.
    for attempt in 0..<4 {
      let sent = unsafe packet.withUnsafeBytes {
        unsafe sendDatagram(descriptor, $0.baseAddress, $0.count)
      }
      if sent >= 0 { return .sent }
      switch errno {
      case EINTR: continue
      case EAGAIN, ENOBUFS: usleep(UInt32(1_000 << attempt))
      default: return .failed
      }
    }
    return .full
  }

  /// `Nov 24 02:03:04`, local time (RFC 3164 section 4.1.2).
  private func appendTime(to out: inout [UInt8]) {
    var seconds = time_t(now() / 1000)
    var parts = unsafe tm()
    unsafe localtime_r(&seconds, &parts)
    let months: [StaticString] = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    unsafe out.append(months[Int(parts.tm_mon) % 12])
    let day = unsafe parts.tm_mday
    out.append(day < 10 ? "  " : " ")
    out.append(decimal: Int(day))
    for (value, separator) in unsafe [(parts.tm_hour, " "), (parts.tm_min, ":"), (parts.tm_sec, ":")]
      as [(Int32, StaticString)]
    {
      out.append(separator)
      if value < 10 { out.append("0") }
      out.append(decimal: Int(value))
    }
  }

  private func connectedDescriptor() -> Int32 {
    #if os(Linux)
      let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    #else
      let type = SOCK_DGRAM
    #endif
    let descriptor = socket(AF_UNIX, type, 0)
    guard descriptor >= 0 else { return -1 }
    guard unsafe UnixSocketAddress.with(path, { unsafe connect(descriptor, $0, $1) == 0 }) == true else {
      close(descriptor)
      return -1
    }
    return descriptor
  }
}

/// send(2) without a signal when the other end is gone; named apart from the methods called `send`.
private func sendDatagram(_ descriptor: Int32, _ octets: UnsafeRawPointer?, _ count: Int) -> Int {
  #if os(Linux)
    unsafe send(descriptor, octets, count, Int32(MSG_NOSIGNAL))
  #else
    unsafe send(descriptor, octets, count, 0)
  #endif
}
