#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Tells the service manager how the service is, by the protocol of sd_notify(3).
public struct SystemdNotifier: Sendable {
  /// What can be told.
  public enum State: Sendable, Hashable {
    /// The service takes requests.
    case ready
    /// The configuration is being read again; the service manager waits for ``ready``.
    case reloading
    /// The service finishes what is under way and ends.
    case stopping
    /// The service lives: for the watchdog.
    case alive

    /// `monotonic` gives microseconds of CLOCK_MONOTONIC, which a reload has to tell.
    func text(monotonic: () -> UInt64) -> String {
      switch self {
      case .ready: "READY=1\nSTATUS=Taking requests\n"
      case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(monotonic())\nSTATUS=Reading the configuration again\n"
      case .stopping: "STOPPING=1\nSTATUS=Finishing what is under way\n"
      case .alive: "WATCHDOG=1\n"
      }
    }
  }

  private let path: String
  /// How often ``State/alive`` is to be sent: half of the time after which the service is taken for dead. Nil if
  /// there is no watchdog.
  public let watchdogInterval: Duration?

  /// The notifier that the environment describes by NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID; nil without a
  /// service manager that wants to know. `processID` is this process' own if it is nil.
  public init?(environment: (String) -> String?, processID: Int32? = nil) {
    // An abstract name begins with @; a path is absolute. Anything else is of no kind known here.
    guard let path = environment("NOTIFY_SOCKET"), path.hasPrefix("/") || path.hasPrefix("@") else {
      return nil
    }
    self.path = path
    let isForUs = environment("WATCHDOG_PID").map { $0 == "\(processID ?? getpid())" } ?? true
    let microseconds = environment("WATCHDOG_USEC").flatMap { UInt64($0) } ?? 0
    watchdogInterval =
      isForUs && (1...86_400_000_000).contains(microseconds) ? .microseconds(Int64(microseconds / 2)) : nil
  }

  /// Sends a state; false if nobody takes it, which changes nothing for the service.
  @discardableResult public func send(_ state: State) -> Bool {
    #if canImport(Glibc)
      let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
      let descriptor = socket(AF_UNIX, kind, 0)
    #else
      let descriptor = socket(AF_UNIX, SOCK_DGRAM, 0)
    #endif
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let octets = Array(state.text(monotonic: { Self.monotonicMicroseconds }).utf8)
    func deliver(_ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Bool {
      unsafe octets.withUnsafeBytes { buffer in
        unsafe sendto(descriptor, buffer.baseAddress, buffer.count, 0, address, length) == buffer.count
      }
    }
    let isSent =
      path.hasPrefix("@")
      ? unsafe UnixSocketAddress.withAbstract(String(path.dropFirst()), deliver)
      : unsafe UnixSocketAddress.with(path, deliver)
    return isSent ?? false
  }

  private static var monotonicMicroseconds: UInt64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
  }
}
