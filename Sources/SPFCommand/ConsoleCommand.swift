internal import ArgumentParser
internal import Console
internal import Diagnosis
internal import GraceJudging
internal import History
internal import PageSettings
internal import PolicyService
internal import Settings
internal import Threads

/// `spf console`: pages about refused mail, for the public and for the postmaster.
struct ConsoleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console",
    abstract: "Serve the private console, and the public Why page to which the links in refusals lead.",
    discussion: """
      --console and --why, or the keys console.listen and why.listen in the configuration, say where; one of them is \
      enough. The file is that of `spf serve`, and so are the store of history, which the console shows, and the file of \
      exemptions. It is a process of its own, so that no load on pages can delay mail.

      The console knows no passwords. It listens on a loopback address, or behind a proxy that lets in only whom it knows \
      (console.proxy_networks, console.proxy_user_field); otherwise it does not start. See Documentation/console.md.

      SIGTERM and SIGINT stop it; requests under way are answered.

      Exit status: 0 stopped, 1 it could not start; 64 usage, 65 the configuration cannot be understood, 66 it cannot be \
      read.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Serve the private console on ADDRESS:PORT, for instance 127.0.0.1:8080.", valueName: "where"))
  var console: String?

  @Option(
    name: .long, help: ArgumentHelp("Serve the public Why page on ADDRESS:PORT.", valueName: "where"))
  var why: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Show what is recorded here: sqlite:/PATH or postgresql://…. (default: history.store)",
      valueName: "where"))
  var history: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Read this file (Documentation/configuration.md); SPF_ variables and options count over it.",
      valueName: "file"))
  var config: String?

  @OptionGroup var resolver: ResolverOptions

  func run() async throws {
    let settings = try loaded().settings
    if settings.console.isInBackground { OwnProcess.standBack() }
    var pages = settings.console
    pages.why.url = settings.policy.reply.whyURL
    let now: @Sendable () -> Int64 = { WallTime.milliseconds / 1000 }
    let links: (any LinkStore)?
    let sources: ConsoleSources
    do throws(HistoryError) {
      links = try settings.historyLocation?.linkStore(creates: false, now: now)
      sources = try ConsoleSources(
        settings, receiver: Receiver(settings.policy), now: { WallTime.milliseconds })
    } catch {
      CommandError.report("\(error)")
      throw ExitCode(1)
    }
    let tokens: any WhyTokens = links.map { StoredWhyTokens($0) } ?? MemoryWhyTokens()
    try await resolver.withResolver(servers: settings.nameServers, limits: settings.queryLimits) {
      [pages] resolver in
      let server: ConsoleServer
      do {
        server = try ConsoleServer(pages, sources: sources, resolver: resolver, tokens: tokens, now: now)
      } catch {
        CommandError.report("\(error)")
        throw ExitCode(64)
      }
      do {
        try await server.run { page, address in
          switch page {
          case .console: CommandError.report("console at http://\(address)/")
          case .why: CommandError.report("Why page at http://\(address)/why")
          }
        }
      } catch {
        CommandError.report("\(error)")
        throw ExitCode(1)
      }
    }
  }

  private func loaded() throws -> LoadedSettings {
    var given: [String: [String]] = [:]
    given["console"] = console.map { [$0] }
    given["why"] = why.map { [$0] }
    given["history"] = history.map { [$0] }
    if !resolver.resolver.isEmpty { given["resolver"] = resolver.resolver }
    let reader = SettingsReader(hostName: HostName.current, environment: Environment.all, options: given)
    let file = try config.map { try ServiceOptions.file($0) }
    return try SettingsReport.reading { () throws(SettingsError) in try reader.settings(file) }
  }
}
