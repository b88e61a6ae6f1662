internal import ArgumentParser
internal import History
internal import HistoryLinks
internal import Metrics
internal import PolicyService
internal import SPF

/// `spf serve`: the resident policy service.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the Postfix policy protocol on unix sockets and TCP ports.",
    discussion: """
      SIGTERM and SIGINT stop it: requests under way are answered, then connections and sockets are closed. SIGHUP is \
      logged and changes nothing.

      Exit status: 0 stopped, 1 it could not start; 64 usage.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Listen on unix:/PATH, ADDRESS:PORT, [ADDRESS]:PORT or systemd:NAME; repeatable.", valueName: "where"))
  var listen: [String]

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Serve /metrics and /health over HTTP on ADDRESS:PORT or unix:/PATH.", valueName: "where"))
  var status: String?

  @Option(name: .long, help: ArgumentHelp("The permissions of unix sockets, octal.", valueName: "mode"))
  var socketMode = "0660"

  @Option(name: .long, help: ArgumentHelp("Run as this user once the sockets are open.", valueName: "name"))
  var user: String?

  @Option(name: .long, help: ArgumentHelp("Run as this group. (default: the user's)", valueName: "name"))
  var group: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Event loops. (default: one per core)", valueName: "count"))
  var threads: Int?

  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("Connections at a time.", valueName: "count"))
  var maxConnections = 20_000

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Close a connection silent for so long.", valueName: "seconds"))
  var idleTimeout = 900

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Wait so long for requests under way when stopping.", valueName: "seconds"))
  var stopTimeout = 25

  @OptionGroup var service: ServiceOptions
  @OptionGroup var recording: RecordingOptions
  @OptionGroup var resolver: ResolverOptions

  func validate() throws {
    _ = try server()
  }

  func run() async throws {
    let policy = try service.policy()
    let sink = QueuedLogSink(policy.logging)
    var log = DecisionLog(configuration: policy, sink: sink)
    let recorder = try recording.recorder { [log] in log.event($0) }
    log.observer = recorder.map { DecisionRecorder($0) }
    let watch = recorder.map { recorder in
      { @Sendable (question: DNSQuestion, answer: DNSAnswer) in recorder.note(answer, to: question) }
    }
    do {
      try await resolver.withResolver(watch: watch) { resolver in
        try await serve(with: resolver, policy, log, sink, recorder)
      }
      await recorder?.close()
      await sink.close()
    } catch {
      await recorder?.close()
      await sink.close()
      throw error
    }
  }

  private func serve(
    with resolver: some ImmediateResolver, _ policy: PolicyConfiguration, _ log: DecisionLog,
    _ sink: QueuedLogSink, _ recorder: HistoryRecorder?
  ) async throws {
    var server = try server()
    if let user { server.account = try ServiceAccount(user: user, group: group) }
    var others: [any MetricSource] = [sink, VersionMetric()]
    if let recorder { others.append(HistoryMetrics(recorder)) }
    // A file is made by the user as whom the service runs.
    try await PolicyServer(
      engine: PolicyEngine(configuration: policy, resolver: resolver), log: log, configuration: server,
      others: others,
      notifier: SystemdNotifier(environment: Environment.value), started: { _ in recorder?.start() }
    ).runUntilSignal()
  }

  private func server() throws -> ServerConfiguration {
    var server = ServerConfiguration(
      addresses: try listen.map { try Self.address($0, option: "--listen") })
    server.statusAddress = try status.map { try Self.address($0, option: "--status") }
    server.inherited = SystemdSockets(environment: Environment.value)
    guard let mode = UInt16(socketMode, radix: 8), mode <= 0o777 else {
      throw ValidationError(
        "--socket-mode: \"\(Printable.text(socketMode))\" is no octal mode; write, for instance, 0660.")
    }
    guard group == nil || user != nil else {
      throw ValidationError("--group needs --user: a service gives up its user with its group.")
    }
    guard threads.map((1...256).contains) ?? true else {
      throw ValidationError("--threads must be 1 to 256.")
    }
    guard (1...1_000_000).contains(maxConnections) else {
      throw ValidationError("--max-connections must be 1 to 1000000.")
    }
    guard (1...86_400).contains(idleTimeout) else {
      throw ValidationError("--idle-timeout must be 1 to 86400 seconds.")
    }
    guard (0...3600).contains(stopTimeout) else {
      throw ValidationError("--stop-timeout must be 0 to 3600 seconds.")
    }
    server.socketMode = mode
    server.threads = threads
    server.maximumConnections = maxConnections
    server.idleTimeout = .seconds(idleTimeout)
    server.stopTimeout = .seconds(stopTimeout)
    return server
  }

  private static func address(_ text: String, option: String) throws -> ListenAddress {
    do throws(ListenAddress.SyntaxError) {
      return try ListenAddress(text)
    } catch {
      throw ValidationError("\(option): \(error.description).")
    }
  }
}
