import Foundation
import Testing

/// The service is a process of its own here: both ends of so many connections are more than the descriptors that
/// one process may have on some hosts.
@Suite("Many connections", .serialized, .timeLimit(.minutes(2)))
struct IdleConnectionTests {
  static let count = 10_000

  @Test("10,000 idle connections: bounded memory, and others are served")
  func idle() async throws {
    try raiseDescriptorLimit()
    let sandbox = try Sandbox()
    let zone = try sandbox.write(CommandLineTests.zone, to: "idle.zone")
    let path = "\(sandbox.path)/idle.sock"
    let service = try await ServiceInstance.start(["--listen", "unix:\(path)", "--zone", zone])
    let before = try residentMemory(of: service)
    let grown = try await onThread {
      var connections: [Int32] = []
      defer { for descriptor in connections { close(descriptor) } }
      for _ in 0..<Self.count {
        let descriptor = try #require(Self.connect(to: path), "\(connections.count) connections, then none")
        connections.append(descriptor)
      }
      // The first, the last and some between are still served, and so is a new one.
      for index in [0, 1, 4_999, Self.count - 1] {
        #expect(Self.answer(on: connections[index]).hasPrefix("action=prepend Received-SPF: Pass"))
      }
      let further = try #require(Self.connect(to: path))
      #expect(Self.answer(on: further).hasPrefix("action=prepend Received-SPF: Pass"))
      close(further)
      return try residentMemory(of: service) - before
    }
    print("\(Self.count) idle connections: \(grown) KiB more resident memory of the service")
    // A sanitizer's own memory is not what is measured.
    if ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil,
      ProcessInfo.processInfo.environment["TSAN_OPTIONS"] == nil
    {
      #expect(grown < 150 * 1024)
    }
    await service.stop()
  }

  private func raiseDescriptorLimit() throws {
    var limit = rlimit()
    unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    try #require(limit.rlim_cur > 10_500, "a process may have \(limit.rlim_cur) descriptors here")
  }

  /// In KiB.
  private func residentMemory(of service: ServiceInstance) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(service.process.identifier)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
    return try #require(Int(line.split(separator: " ", omittingEmptySubsequences: true)[1]))
  }

  private static func connect(to path: String) -> Int32? {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: Array(path.utf8)) }
    let isConnected = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    guard isConnected else {
      close(descriptor)
      return nil
    }
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    return descriptor
  }

  private static func answer(on descriptor: Int32) -> String {
    let request = """
      request=smtpd_access_policy
      client_address=192.0.2.10
      helo_name=none.example.com
      sender=alice@example.com
      recipient=bob@receiver.example
      instance=\(descriptor)


      """
    _ = unsafe request.withCString { unsafe write(descriptor, $0, strlen($0)) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe read(descriptor, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
  }
}
