import Testing

@testable import PolicyService

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Syslog", .timeLimit(.minutes(10)))
struct SyslogDestinationTests {
  /// A datagram socket in the place of syslog.
  private final class Daemon {
    let descriptor: Int32
    let path: String

    init(path: String) {
      self.path = path
      unsafe unlink(path)
      descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
      var name = sockaddr_un()
      name.sun_family = sa_family_t(AF_UNIX)
      unsafe withUnsafeMutableBytes(of: &name.sun_path) { unsafe $0.copyBytes(from: Array(path.utf8)) }
      unsafe withUnsafePointer(to: &name) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      var limit = timeval(tv_sec: 300, tv_usec: 0)
      unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
      close(descriptor)
      unsafe unlink(path)
    }

    func receive() -> String {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
      }
      return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
  }

  @Test("facility mail, the program and its process; a syslog that was restarted is found again")
  func form() async {
    let path = "/tmp/spf-syslog-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    var time = time_t(1_700_000_000)
    let sink = QueuedLogSink(
      SyslogDestination(identifier: "policyd-spf", path: path, now: { 1_700_000_000_999 }))
    var daemon = Daemon(path: path)
    sink.write(LogLine(.info, Array("4XABCD: prepend X".utf8)))
    let line = daemon.receive()
    // The form of RFC 3164, in local time.
    var parts = unsafe tm()
    unsafe localtime_r(&time, &parts)
    var stamp = [CChar](repeating: 0, count: 32)
    let length = unsafe strftime(&stamp, stamp.count, "%b %e %H:%M:%S", &parts)
    let moment = String(decoding: stamp.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    #expect(line == "<22>\(moment) policyd-spf[\(getpid())]: 4XABCD: prepend X")
    daemon = Daemon(path: path + "2")
    daemon = Daemon(path: path)
    sink.write(LogLine(.error, Array("again".utf8)))
    #expect(daemon.receive().hasPrefix("<19>"))
    await sink.close()
  }
}
