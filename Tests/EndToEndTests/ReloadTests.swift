import Foundation
import Synchronization
import TestSupport
import Testing

/// The service as a process, told to read its configuration again.
@Suite("Reading the configuration again", .serialized, .timeLimit(.minutes(10)))
struct ReloadTests {
  struct Service {
    let sandbox: Sandbox
    let instance: ServiceInstance
    let port: Int

    static func start(_ yaml: String) async throws -> Service {
      let sandbox = try Sandbox()
      let zone = try sandbox.write(CommandLineTests.zone, to: "reload.zone")
      let port = try freePort()
      let file = try sandbox.write(yaml + "listen: 127.0.0.1:\(port)\n", to: "spf.yaml")
      let instance = try await ServiceInstance.start(["--config", file, "--zone", zone])
      return Service(sandbox: sandbox, instance: instance, port: port)
    }

    /// Replaces the file, sends SIGHUP, and waits for the log line.
    func reload(_ yaml: String, until line: String) async throws {
      let seen = instance.process.text.components(separatedBy: line).count
      _ = try sandbox.write(yaml + "listen: 127.0.0.1:\(port)\n", to: "spf.yaml")
      instance.process.kill(SIGHUP)
      let isTold = await eventually {
        instance.process.text.components(separatedBy: line).count > seen
      }
      try #require(isTold, "\(instance.process.text)")
    }
  }

  @Test("an open connection stays, and has the new rules at once; a broken file changes nothing")
  func connections() async throws {
    let service = try await Service.start("monitor: no\n")
    let client = try PolicyClient(port: service.port)
    #expect(try client.ask().hasPrefix("action=550 5.7.23 "))
    try await service.reload("monitor: yes\n", until: "spf.yaml is in force")
    #expect(try client.ask().hasPrefix("action=prepend Received-SPF: Fail "))
    try await service.reload(
      "monitor: no\nhelo:\n  rejct: Fail\n", until: "going on with the configuration as before")
    #expect(service.instance.process.text.contains("spf.yaml:3:3: helo.rejct: no such key"))
    #expect(try client.ask().hasPrefix("action=prepend Received-SPF: Fail "))
    try FileManager.default.removeItem(atPath: "\(service.sandbox.path)/spf.yaml")
    service.instance.process.kill(SIGHUP)
    #expect(await eventually { service.instance.process.text.contains("No such file") })
    #expect(try client.ask().hasPrefix("action=prepend Received-SPF: Fail "))
    try await service.reload("monitor: no\n", until: "spf.yaml is in force")
    #expect(try client.ask().hasPrefix("action=550 5.7.23 "))
    await service.instance.stop()
  }

  @Test("requests that flow meanwhile are all answered, by the old rules or by the new ones")
  func requests() async throws {
    let service = try await Service.start("monitor: no\n")
    let answers = Mutex<[String: Int]>([:])
    let isOver = Atomic(false)
    async let flow: Void = onThread {
      let client = try PolicyClient(port: service.port)
      while !isOver.load(ordering: .relaxed) {
        let answer = try client.ask().prefix(18)
        answers.withLock { $0[String(answer), default: 0] += 1 }
      }
    }
    for round in 0..<20 {
      try await service.reload("monitor: \(round % 2 == 0 ? "yes" : "no")\n", until: "spf.yaml is in force")
    }
    isOver.store(true, ordering: .relaxed)
    try await flow
    let counts = answers.withLock { $0 }
    #expect(Set(counts.keys) == ["action=550 5.7.23 ", "action=prepend Rec"], "\(counts)")
    await service.instance.stop()
  }
}
