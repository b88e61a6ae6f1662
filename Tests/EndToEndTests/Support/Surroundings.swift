import Foundation
import Testing

/// Whether the real parts can run here.
enum Surroundings {
  static let postfix = "/usr/sbin/postfix"
  static let nsd = "/usr/sbin/nsd"

  /// Why Postfix or NSD cannot run here; nil if they can.
  static let obstacle: String? = {
    if geteuid() != 0 { return "Postfix has to be started by root" }
    for program in [postfix, nsd] where !FileManager.default.isExecutableFile(atPath: program) {
      return "\(program) is not installed (Scripts/prerequisites test installs it)"
    }
    return nil
  }()

  /// Whether the tests run. In CI they must: there an obstacle makes them fail instead of being left out.
  static var canRun: Bool {
    guard let obstacle else { return true }
    let isCI = ProcessInfo.processInfo.environment["CI"] == "true"
    FileHandle.standardError.write(
      Data("END-TO-END TESTS \(isCI ? "CANNOT RUN" : "LEFT OUT"): \(obstacle)\n".utf8))
    return isCI
  }

  /// The program built beside the tests.
  static func program() throws -> String {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = URL(filePath: tests).deletingLastPathComponent().appending(path: "spf").path()
    return try #require(
      FileManager.default.isExecutableFile(atPath: program) ? program : nil, "\(program) is built")
  }
}
