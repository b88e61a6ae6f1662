internal import ArgumentParser
internal import History
internal import PolicyService
internal import SPF
internal import Settings

/// `spf policy`: the policy service for spawn(8) of Postfix.
struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Answer requests of the Postfix policy protocol on standard input.",
    discussion: """
      For spawn(8) of Postfix: one process for each connection. `spf serve` does the same for all connections \
      with one cache.

      With a policyd-spf.conf it does what policyd-spf does, so that in master.cf only the program changes. What there \
      is to know about such a file, `spf config import` tells.

      With a history, in --history or the configuration, it records what it sees, as `spf serve` does: every few seconds \
      and when the input ends. Any number of processes may write to one file.

      Exit status: 0 the input ended between two requests, 1 it was no policy protocol; 64 usage, 65 the configuration \
      cannot be understood, 66 it cannot be read.
      """)

  @Argument(help: ArgumentHelp("A policyd-spf.conf, used as it is.", valueName: "policyd-spf.conf"))
  var file: String?

  @OptionGroup var service: ServiceOptions
  @OptionGroup var recording: RecordingOptions
  @OptionGroup var resolver: ResolverOptions

  func validate() throws {
    guard file == nil || service.config == nil else {
      throw ValidationError("--config and a policyd-spf.conf: choose one.")
    }
  }

  func run() async throws {
    let loaded = try await loaded()
    let policy = loaded.settings.policy
    let sink = QueuedLogSink(connected: policy.logging)
    let recording = try Recording(loaded.settings, log: DecisionLog(configuration: policy, sink: sink))
    recording.recorder?.start()
    let hasEndedWell: Bool
    do {
      hasEndedWell = try await resolver.withResolver(
        servers: loaded.settings.nameServers, limits: loaded.settings.queryLimits, watch: recording.watch
      ) { await answer(with: $0, loaded, recording.log) }
    } catch {
      await recording.close()
      await sink.close()
      throw error
    }
    await recording.close()
    await sink.close()
    if !hasEndedWell { throw ExitCode(1) }
  }

  private var given: [String: [String]] {
    var given = recording.given
    if !resolver.resolver.isEmpty { given["resolver"] = resolver.resolver }
    return given
  }

  /// The configuration. What is wrong goes to syslog where standard error is the connection to Postfix.
  private func loaded() async throws -> LoadedSettings {
    let lines: [String]
    let status: Int32
    do {
      return try settings()
    } catch let error as SettingsError {
      lines = error.problems.map(\.description)
      status = SettingsReport.status(of: error)
    } catch {
      lines = ["\(error)"]
      status = 66
    }
    var logging = LoggingConfiguration()
    logging.form = .standardError
    let sink = QueuedLogSink(connected: logging)
    for line in lines { sink.write(LogLine(.error, Array("spf: \(line)".utf8))) }
    await sink.close()
    throw ExitCode(status)
  }

  private func settings() throws -> LoadedSettings {
    let reader = service.reader(given)
    guard let file else {
      return try reader.settings(try service.config.map { try ServiceOptions.content($0) })
    }
    let content = try ServiceOptions.content(file)
    return try reader.settings(
      PolicydImport(content, purpose: .policy) { try ServiceOptions.content($0) })
  }

  /// Whether the input ended well.
  private func answer(
    with resolver: some ImmediateResolver, _ loaded: LoadedSettings, _ log: DecisionLog
  ) async -> Bool {
    let policy = loaded.settings.policy
    for note in loaded.notes where note.refusesMore { log.event(.warning, note.text) }
    if let file, !loaded.notes.isEmpty, policy.logging.level == .results {
      log.event(
        .info, "\(loaded.notes.count) notes about \(Printable.text(file)): spf config import tells them")
    }
    let engine = PolicyEngine(configuration: policy, resolver: resolver)
    if let path = loaded.settings.exemptionFile {
      // Without a word if all is well: there is one process for each connection.
      do {
        engine.use(TemporaryExemptions(try ExemptionStore(path: path).list()))
      } catch {
        log.event(.error, "temporary exemptions: \(error); there are none")
      }
    }
    return await STDIOPolicyLoop(engine: engine, log: log).run()
  }
}
