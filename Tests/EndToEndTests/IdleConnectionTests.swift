import Foundation
import TestSupport
import Testing

/// The service and the one who connects are processes of their own here: no program that runs other programs should
/// have so many descriptors.
@Suite("Many connections", .serialized, .timeLimit(.minutes(10)))
struct IdleConnectionTests {
  @Test(
    "idle connections: bounded memory, and others are served",
    arguments: [("policy", 10_000), ("milter", 1000)])
  func idle(language: String, count: Int) async throws {
    let sandbox = try Sandbox()
    let zone = try sandbox.write(CommandLineTests.zone, to: "idle.zone")
    let path = "\(sandbox.path)/idle.sock"
    let service = try await ServiceInstance.start([
      language == "milter" ? "--milter" : "--listen", "unix:\(path)", "--zone", zone,
    ])
    let before = try residentMemory(of: service)
    let script = try #require(
      Bundle.module.path(forResource: "hold-connections", ofType: "py", inDirectory: "Fixtures"))
    let holder = try ProcessHandle("/usr/bin/python3", [script, path, String(count), language])
    let isHeld = await eventually { holder.text.hasSuffix("held\n") || !holder.isRunning }
    let lines = holder.text.split(separator: "\n")
    try #require(isHeld && lines.last == "held", "\(holder.text)")
    #expect(lines.count == 6)
    for line in lines.dropLast() {
      #expect(line.contains("Received-SPF: Pass"))
    }
    let grown = try residentMemory(of: service) - before
    holder.kill(SIGKILL)
    print("\(count) idle connections (\(language)): \(grown) KiB more resident memory of the service")
    // A sanitizer's own memory is not what is measured.
    if ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil,
      ProcessInfo.processInfo.environment["TSAN_OPTIONS"] == nil
    {
      #expect(grown < 15 * count)
    }
    await service.stop()
  }

  /// In KiB.
  private func residentMemory(of service: ServiceInstance) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(service.process.identifier)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
    return try #require(Int(line.split(separator: " ", omittingEmptySubsequences: true)[1]))
  }
}
