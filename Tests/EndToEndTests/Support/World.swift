import Foundation
import Synchronization
import TestSupport

/// Postfix, the policy service and the name server together.
final class World: Sendable {
  let nameServer: NameServerInstance
  let postfix: PostfixInstance
  /// The path of the service's socket, if it listens on one.
  let socket: String?
  private let arguments: [String]
  private let running: Mutex<ServiceInstance?>
  private let restarts = Mutex(0)
  private let sandbox: Sandbox

  private init(
    sandbox: Sandbox, nameServer: NameServerInstance, postfix: PostfixInstance, socket: String?,
    arguments: [String],
    service: ServiceInstance?
  ) {
    self.sandbox = sandbox
    self.nameServer = nameServer
    self.postfix = postfix
    self.socket = socket
    self.arguments = arguments
    running = Mutex(service)
  }

  /// The resident service; nil where Postfix starts one for each connection.
  var service: ServiceInstance? { running.withLock { $0 } }

  static func start(_ way: DeliveryTests.Way, options: [String], in sandbox: Sandbox) async throws -> World {
    let nameServer = try await NameServerInstance.start(StoryZones.zones(), in: sandbox)
    let common = ["--resolver", "127.0.0.1:\(nameServer.port)", "--local-network", "none"] + options
    switch way {
    case .unixSocket:
      // Below the queue directory: smtpd runs in a chroot there, and sees nothing else.
      _ = try sandbox.directory("postfix/queue")
      let path = "\(try sandbox.directory("postfix/queue/spf"))/policy.sock"
      let arguments = ["--listen", "unix:\(path)", "--socket-mode", "0666"] + common
      let service = try await ServiceInstance.start(arguments)
      let postfix = try await PostfixInstance.start(policy: "unix:spf/policy.sock", in: sandbox)
      return World(
        sandbox: sandbox, nameServer: nameServer, postfix: postfix, socket: path, arguments: arguments,
        service: service)
    case .tcp:
      let port = try freePort()
      let arguments = ["--listen", "127.0.0.1:\(port)"] + common
      let service = try await ServiceInstance.start(arguments)
      let postfix = try await PostfixInstance.start(policy: "inet:127.0.0.1:\(port)", in: sandbox)
      return World(
        sandbox: sandbox, nameServer: nameServer, postfix: postfix, socket: nil, arguments: arguments,
        service: service)
    case .spawn:
      // spawn(8) runs the program as nobody, who may not be able to enter the build folder.
      let program = "\(sandbox.path)/spf"
      try FileManager.default.copyItem(atPath: Surroundings.program(), toPath: program)
      // spawn(8) connects standard error to Postfix, too, so that no log line may go there. Nor what the
      // thread sanitizer says, which does not know our lock here: what Scripts/sanitize sets does not get
      // through.
      let quiet = "TSAN_OPTIONS=report_bugs=0"
      let master = """
        policyd-spf unix - n n - 0 spawn
          user=nobody argv=/usr/bin/env \(quiet) \(program) policy --log-level=-1 \(common.joined(separator: " "))
        """
      let postfix = try await PostfixInstance.start(
        policy: "unix:private/policyd-spf", master: master, in: sandbox)
      return World(
        sandbox: sandbox, nameServer: nameServer, postfix: postfix, socket: nil, arguments: [], service: nil)
    }
  }

  /// Postfix asks us as a milter, also with the settings of `variants` on ports of their own. The name server is the
  /// one of `resolver`, if there is one, instead of NSD.
  static func startMilter(
    options: [String], variants: [String], resolver: Int?, in sandbox: Sandbox
  ) async throws -> World {
    let nameServer = try await NameServerInstance.start(StoryZones.zones(), in: sandbox)
    _ = try sandbox.directory("postfix/queue")
    let path = "\(try sandbox.directory("postfix/queue/spf"))/milter.sock"
    let arguments =
      [
        "--milter", "unix:\(path)", "--socket-mode", "0666", "--resolver",
        "127.0.0.1:\(resolver ?? nameServer.port)",
        "--local-network", "none",
      ] + options
    let service = try await ServiceInstance.start(arguments)
    let postfix = try await PostfixInstance.start(
      milters: "{ unix:spf/milter.sock, connect_timeout=10s }", variants: variants, in: sandbox)
    return World(
      sandbox: sandbox, nameServer: nameServer, postfix: postfix, socket: path, arguments: arguments,
      service: service)
  }

  /// Calls `body` and stops everything. What the programs said is printed if it throws.
  func use(_ body: (World) async throws -> Void) async throws {
    do {
      try await body(self)
    } catch {
      print("--- postfix\n\(postfix.logText)\n--- service\n\(service?.process.text ?? "")")
      await stop()
      throw error
    }
    await stop()
  }

  /// Delivers a message, to the port of a variant if one is named; see ``SMTPClient``.
  func deliver(
    from client: String, helo: String = "mail.corp.example.com", sender: String = StoryZones.sender,
    recipients: [String] = [StoryZones.recipient], subject: String = "test", to variant: String? = nil
  ) throws -> String {
    try SMTPClient(port: port(variant), from: client).deliver(
      helo: helo, sender: sender, recipients: recipients, subject: subject)
  }

  /// The port of Postfix, or of a variant of it.
  func port(_ variant: String? = nil) -> Int {
    variant.flatMap { postfix.variants[$0] } ?? postfix.port
  }

  /// The messages that have this subject; waits until there are so many.
  func messages(_ subject: String, count: Int = 1) async -> [String] {
    let line = "Subject: \(subject)\n"
    _ = await eventually { postfix.messages.filter { $0.contains(line) }.count >= count }
    return postfix.messages.filter { $0.contains(line) }
  }

  /// Whether the service was killed and started again.
  var isRestarted: Bool { restarts.withLock { $0 > 0 } }

  /// Kills the service without warning, leaves a moment without one, and starts it again.
  func restartService() async throws {
    restarts.withLock { $0 += 1 }
    let old = running.withLock { service in
      defer { service = nil }
      return service
    }
    old?.process.kill(SIGKILL)
    _ = await old?.process.wait(seconds: 5)
    try await Task.sleep(for: .milliseconds(300))
    let new = try await ServiceInstance.start(arguments)
    running.withLock { $0 = new }
  }

  func stop() async {
    await postfix.stop()
    await service?.stop()
    await nameServer.stop()
  }
}
