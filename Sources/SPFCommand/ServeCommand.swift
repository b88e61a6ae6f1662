internal import ArgumentParser
internal import Diagnosis
internal import GraceJudging
internal import History
internal import HistoryLinks
internal import Metrics
internal import PolicyService
internal import SPF
internal import Settings

/// `spf serve`: the resident policy service.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the Postfix policy protocol, and the milter protocol, on unix sockets and TCP ports.",
    discussion: """
      At least one of --listen and --milter, or their keys in the configuration, says where.

      SIGTERM and SIGINT stop it: requests under way are answered, then connections and sockets are closed. At SIGHUP \
      the file of --config is read again; connections stay, and a file that cannot be used is logged and changes \
      nothing.

      Exit status: 0 stopped, 1 it could not start; 64 usage, 65 the configuration cannot be understood, 66 it cannot be \
      read.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Listen on unix:/PATH, ADDRESS:PORT, [ADDRESS]:PORT or systemd:NAME; repeatable.", valueName: "where"))
  var listen: [String] = []

  @OptionGroup var milter: MilterOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Serve /metrics and /health over HTTP on ADDRESS:PORT or unix:/PATH.", valueName: "where"))
  var status: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The permissions of unix sockets, octal. (default: 0660)", valueName: "mode"))
  var socketMode: String?

  @Option(name: .long, help: ArgumentHelp("Run as this user once the sockets are open.", valueName: "name"))
  var user: String?

  @Option(name: .long, help: ArgumentHelp("Run as this group. (default: the user's)", valueName: "name"))
  var group: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Event loops. (default: one per core)", valueName: "count"))
  var threads: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Connections at a time. (default: 20000)", valueName: "count"))
  var maxConnections: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Close a connection silent for so long. (default: 900)", valueName: "seconds"))
  var idleTimeout: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Wait so long for requests under way when stopping. (default: 25)", valueName: "seconds"))
  var stopTimeout: String?

  @Flag(name: .long, help: "Print all settings as YAML, each with where it comes from, and end.")
  var printConfig = false

  @OptionGroup var service: ServiceOptions
  @OptionGroup var recording: RecordingOptions
  @OptionGroup var resolver: ResolverOptions

  func run() async throws {
    let loaded = try service.load(given)
    if printConfig {
      try CommandOutput.write(SettingsYAML(loaded).full)
      return
    }
    guard loaded.settings.server.listenerCount > 0 else {
      CommandError.report(
        "there is no address to listen on; give listen or milter.listen in the configuration, or --listen or --milter."
      )
      throw ExitCode(64)
    }
    try await serve(loaded)
  }

  /// Serves, and records what is seen. What the recorder says when it is closed is logged, too.
  private func serve(_ loaded: LoadedSettings) async throws {
    let policy = loaded.settings.policy
    let sink = QueuedLogSink(policy.logging)
    let recording = try Recording(loaded.settings, log: DecisionLog(configuration: policy, sink: sink))
    do {
      try await resolver.withResolver(
        servers: loaded.settings.nameServers, limits: loaded.settings.queryLimits, watch: recording.watch
      ) { resolver in
        try await serve(with: resolver, loaded, recording.log, sink, recording.recorder)
      }
      await recording.close()
      await sink.close()
    } catch {
      await recording.close()
      await sink.close()
      throw error
    }
  }

  private func serve(
    with resolver: some ImmediateResolver, _ loaded: LoadedSettings, _ log: DecisionLog,
    _ sink: QueuedLogSink,
    _ recorder: HistoryRecorder?
  ) async throws {
    let policy = loaded.settings.policy
    let past = try loaded.settings.historyToRead(now: { WallTime.milliseconds }).map {
      StoredPast($0, widths: loaded.settings.history.widths)
    }
    let judge = DiagnosisJudge(resolver: resolver, receiver: Receiver(policy), past: past)
    let grace = GraceDesk(judge: judge)
    let keeper = loaded.settings.graceFile.map { GraceKeeper(path: $0, desk: grace, log: log) }
    await keeper?.load()
    let links = try loaded.settings.linkRecorder(now: { WallTime.milliseconds }) { log.event($0) }
    if links == nil, policy.reply.whyURL != nil {
      log.event(.warning, "why.url: links need history.store; refusals have the address of reply.url")
    }
    var server = try loaded.settings.serverConfiguration()
    let engine = PolicyEngine(
      configuration: policy, resolver: resolver, grace: grace,
      links: links.map { LinkDesk(observer: RefusalLinkKeeper($0)) }, requestLimit: server.maximumRequests)
    server.inherited = SystemdSockets(environment: Environment.value)
    var others: [any MetricSource] = [sink, VersionMetric()]
    if let recorder { others.append(HistoryMetrics(recorder)) }
    // A file of history is made by the user as whom the service runs.
    let resident = PolicyServer(
      engine: engine, log: log, configuration: server, others: others,
      notifier: SystemdNotifier(environment: Environment.value),
      started: { _ in
        recorder?.start()
        links?.start()
      })
    let watch = ExemptionWatch(path: loaded.settings.exemptionFile, log: log) { engine.use($0) }
    await watch.look()
    var reload: (@Sendable () async -> Void)?
    if let path = service.config {
      let reloader = SettingsReloader(
        reader: service.reader(given), loaded: loaded, log: log, read: { try ServiceOptions.content(path) },
        use: { settings in
          judge.use(settings.policy)
          engine.use(settings.policy)
          await watch.watch(path: settings.exemptionFile)
        })
      reload = { await reloader.reload() }
    }
    do {
      try await run(resident, reload, grace, keeper, watch)
      await links?.close()
    } catch {
      await links?.close()
      throw error
    }
  }

  private func run(
    _ resident: PolicyServer<some ImmediateResolver>, _ reload: (@Sendable () async -> Void)?,
    _ grace: GraceDesk, _ keeper: GraceKeeper?, _ watch: ExemptionWatch
  ) async throws {
    try await resident.runUntilSignal(
      reload: reload,
      watch: {
        async let judging: Void = grace.run()
        async let keeping: Void? = keeper?.run()
        await watch.run()
        _ = await (judging, keeping)
      })
  }

  /// The options given, by name.
  private var given: [String: [String]] {
    var given = recording.given
    let texts: [(String, String?)] = [
      ("status", status), ("socket-mode", socketMode), ("user", user), ("group", group), ("threads", threads),
      ("max-connections", maxConnections), ("idle-timeout", idleTimeout), ("stop-timeout", stopTimeout),
    ]
    for (name, text) in texts { given[name] = text.map { [$0] } }
    if !listen.isEmpty { given["listen"] = listen }
    given.merge(milter.given) { $1 }
    if !resolver.resolver.isEmpty { given["resolver"] = resolver.resolver }
    return given
  }
}
