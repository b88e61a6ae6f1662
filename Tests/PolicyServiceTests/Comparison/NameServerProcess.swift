import Foundation
import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// NSD on a free port of the loopback address, with the zones of ``ComparisonZone``.
final class NameServerProcess {
  let directory: String
  let port: Int
  private let process = Process()

  init() async throws {
    directory = NSTemporaryDirectory() + "spf-comparison-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    port = try freePort()
    try ComparisonZone.masterFile.write(toFile: directory + "/root.zone", atomically: true, encoding: .utf8)
    let configuration = directory + "/nsd.conf"
    try ComparisonZone.serverConfiguration(directory: directory, port: port)
      .write(toFile: configuration, atomically: true, encoding: .utf8)
    process.executableURL = URL(fileURLWithPath: PolicydComparisonTests.nameServer)
    process.arguments = ["-d", "-c", configuration]
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.start()
    for _ in 0..<100 {
      if Self.accepts(port) { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    stop()
    throw PolicydProcess.Failure(description: "nsd does not listen on port \(port)")
  }

  func stop() {
    // Not waitUntilExit() before the end: it spins when called on another thread than run().
    process.terminate()
    for _ in 0..<100 where process.isRunning { usleep(20_000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    // After the end it makes Foundation let go of the process object and its pipes.
    for _ in 0..<100 where process.isRunning { usleep(20_000) }
    if !process.isRunning { process.waitUntilExit() }
    try? FileManager.default.removeItem(atPath: directory)
  }

  private static func loopback(_ port: Int) -> sockaddr_in {
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = UInt16(port).bigEndian
    name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return name
  }

  private static func accepts(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var name = loopback(port)
    return unsafe withUnsafePointer(to: &name) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
