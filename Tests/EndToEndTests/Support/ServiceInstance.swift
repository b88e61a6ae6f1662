import Foundation
import TestSupport
import Testing

/// Our policy service as a process of its own.
struct ServiceInstance {
  let process: ProcessHandle

  static func start(_ arguments: [String]) async throws -> ServiceInstance {
    let process = try ProcessHandle(Surroundings.program(), ["serve", "--log", "stderr"] + arguments)
    let isUp = await eventually { process.text.contains("listening on") }
    guard isUp else { throw StartError("spf serve: \(process.text)") }
    return ServiceInstance(process: process)
  }

  func stop() async {
    process.kill(SIGTERM)
    if await !process.wait(seconds: 60) { process.kill(SIGKILL) }
    // Under Scripts/sanitize the service is a process with a sanitizer of its own.
    #expect(!process.text.contains("Sanitizer: "))
  }
}
