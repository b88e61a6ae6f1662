import SPF
import Testing

@testable import PolicyService

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("The protocols of systemd", .serialized, .timeLimit(.minutes(10)))
struct SystemdTests {
  /// A datagram socket as the service manager has one.
  private final class Manager: Sendable {
    let descriptor: Int32
    private let path: String?

    /// `name` is a path, or begins with @.
    init(_ name: String) {
      descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
      path = name.hasPrefix("@") ? nil : name
      let descriptor = descriptor
      let isBound =
        name.hasPrefix("@")
        ? unsafe UnixSocketAddress.withAbstract(String(name.dropFirst())) {
          unsafe bind(descriptor, $0, $1) == 0
        }
        : unsafe UnixSocketAddress.with(name) { unsafe bind(descriptor, $0, $1) == 0 }
      #expect(isBound == true)
      var limit = timeval(tv_sec: 300, tv_usec: 0)
      unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
      close(descriptor)
      if let path { unsafe unlink(path) }
    }

    func receive() -> String {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
      return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
  }

  private static func name() -> String { "/tmp/spf-notify-\(getpid())-\(UInt32.random(in: 0 ... .max))" }

  @Test("states reach the manager, by a path and by an abstract name", arguments: [false, true])
  func states(isAbstract: Bool) throws {
    let name = isAbstract ? "@" + Self.name() : Self.name()
    let manager = Manager(name)
    let notifier = try #require(SystemdNotifier { $0 == "NOTIFY_SOCKET" ? name : nil })
    #expect(notifier.watchdogInterval == nil)
    #expect(notifier.send(.ready))
    #expect(manager.receive() == "READY=1\nSTATUS=Taking requests\n")
    #expect(notifier.send(.reloading))
    #expect(manager.receive().hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
    #expect(notifier.send(.alive))
    #expect(manager.receive() == "WATCHDOG=1\n")
    #expect(notifier.send(.stopping))
    #expect(manager.receive().hasPrefix("STOPPING=1\n"))
  }

  @Test("a manager that is gone changes nothing")
  func nobody() throws {
    let name = Self.name()
    let notifier = try #require(SystemdNotifier { $0 == "NOTIFY_SOCKET" ? name : nil })
    #expect(!notifier.send(.ready))
    let long = "/" + String(repeating: "x", count: 300)
    #expect(try !#require(SystemdNotifier { $0 == "NOTIFY_SOCKET" ? long : nil }).send(.ready))
    #expect(SystemdNotifier { _ in nil } == nil)
    #expect(SystemdNotifier { _ in "relative" } == nil)
  }

  @Test(
    "the watchdog is served at half its time, if it is ours",
    arguments: [
      ("30000000", nil, Duration.seconds(15)), ("3", "77", .microseconds(1)), ("30000000", "78", nil),
      ("0", nil, nil), ("-1", nil, nil), ("x", "77", nil), ("99999999999999999999", nil, nil),
      ("86400000001", nil, nil),
    ] as [(String, String?, Duration?)])
  func watchdog(time: String, process: String?, interval: Duration?) throws {
    let notifier = SystemdNotifier(
      environment: { name in
        switch name {
        case "NOTIFY_SOCKET": "/run/systemd/notify"
        case "WATCHDOG_USEC": time
        case "WATCHDOG_PID": process
        default: nil
        }
      }, processID: 77)
    #expect(try #require(notifier).watchdogInterval == interval)
  }

  @Test("a service tells when it takes requests, that it lives, and that it ends")
  func service() async throws {
    let name = Self.name()
    let manager = Manager(name)
    let environment = ["NOTIFY_SOCKET": name, "WATCHDOG_USEC": "20000"]
    let notifier = try #require(SystemdNotifier { environment[$0] })
    try await RunningServer.with(notifier: notifier) { _, _ in
      #expect(manager.receive().hasPrefix("READY=1\n"))
      #expect(manager.receive() == "WATCHDOG=1\n")
      #expect(manager.receive() == "WATCHDOG=1\n")
    }
    var last = ""
    while !last.hasPrefix("STOPPING=1") {
      last = manager.receive()
      try #require(!last.isEmpty)
    }
  }

  @Test(
    "sockets that were opened for this process",
    arguments: [
      ("77", "2", "policy:milter", ["policy": [3], "milter": [4], nil: [3, 4], "other": []]),
      ("77", "1", nil, ["unknown": [3], nil: [3]]), ("77", "2", ":", ["": [3, 4]]),
      ("78", "2", nil, [nil: []]),
      ("77", "0", nil, [nil: []]), ("77", "-1", nil, [nil: []]), ("77", "99999", nil, [nil: []]),
      (nil, "1", nil, [nil: []]), ("77", nil, nil, [nil: []]),
    ] as [(String?, String?, String?, [String?: [Int32]])])
  func inherited(process: String?, count: String?, names: String?, expected: [String?: [Int32]]) {
    let sockets = SystemdSockets(
      environment: { name in
        switch name {
        case "LISTEN_PID": process
        case "LISTEN_FDS": count
        case "LISTEN_FDNAMES": names
        default: nil
        }
      }, processID: 77)
    for (name, descriptors) in expected {
      #expect(sockets.sockets.filter { name == nil || $0.name == name }.map(\.descriptor) == descriptors)
    }
  }

  @Test("a socket that is not there is an error that names it")
  func missing() async throws {
    await #expect {
      try await RunningServer.with(addresses: [.systemd(name: "policy")]) { _, _ in }
    } throws: {
      "\($0)".contains("systemd:policy")
    }
  }
}
